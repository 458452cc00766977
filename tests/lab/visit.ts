// One request to the lab while it is answered: its log entry, the fields every answer carries, the ways to end.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Field } from './retry-after.ts';

/** A request as the lab saw it, in the order of arrival. */
export interface LabRequest {
  readonly method: string;
  /** The host it was meant for, without port, lower case. */
  readonly host: string;
  /** Path and query. */
  readonly url: string;
  /** Lower-case names; repeated fields as Node joins them. */
  readonly headers: Readonly<Record<string, string>>;
  /** When its head arrived, epoch ms. */
  readonly at: number;
  /** The body as UTF-8, cut after 1 MiB. */
  readonly body: string;
  /** The status sent, null while unanswered and where none was sent (reset, empty response). */
  status: number | null;
}

/** A request being answered. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly entry: LabRequest;
}

/** An answer: strings are sent as they are, other bodies as JSON. */
export interface Answer {
  readonly status: number;
  readonly fields?: readonly Field[];
  readonly body?: unknown;
}

const reasons: Readonly<Record<number, string>> = { 441: 'Authentication Error', 529: 'Site Overloaded' };

/** Answers with everything at once. 204, 205, 304 and HEAD go without a body. */
export function answer(visit: Visit, { status, fields = [], body }: Answer): void {
  const bare = status === 204 || status === 205 || status === 304 || body === undefined;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  setFields(visit, bare ? fields : withDefault(fields, 'Content-Type', type));
  setStatus(visit, status);
  visit.response.end(bare ? undefined : text);
}

/** Puts fields on the response, those of the lab (CORS, caching, connection) only where they are missing. */
export function setFields({ response, request, url }: Visit, fields: readonly Field[]): void {
  for (const [name, value] of fields) {
    if (name.toLowerCase() === 'date' && value === 'none') response.sendDate = false;
    else response.appendHeader(name, value);
  }
  const defaults: Field[] = [['Cache-Control', 'no-store'], ...corsFields(request, response, url)];
  for (const [name, value] of defaults) if (!response.hasHeader(name)) response.setHeader(name, value);
  // A connection per request: browsers silently resend over a reused one that breaks or answers 408.
  response.setHeader('Connection', 'close');
}

/** Chooses and notes the status; the head leaves with the first byte, `flushHeaders` or `end`. */
export function setStatus({ response, entry }: Visit, status: number): void {
  const reason = reasons[status];
  response.statusCode = status;
  if (reason !== undefined) response.statusMessage = reason;
  entry.status = status;
}

/** Breaks the connection with RST and answers nothing. */
export function reset({ request }: Visit): void {
  request.socket.resetAndDestroy();
}

/** Closes the connection in good order and answers nothing, or no more than was written. */
export function close({ request }: Visit): void {
  request.socket.destroySoon();
}

/** Waits `ms`; false when the client or the lab went away meanwhile, so nothing is left to answer. */
export function wait({ response }: Visit, ms: number): Promise<boolean> {
  if (response.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (stillThere: boolean) => () => {
      clearTimeout(timer);
      response.off('close', gone);
      resolve(stillThere);
    };
    const gone = end(false);
    const timer = setTimeout(end(true), ms);
    response.once('close', gone);
  });
}

/** True for the request a browser sends ahead of a cross-origin one (Fetch §3.2.3). */
export function isPreflight({ request }: Visit): boolean {
  return request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
}

function corsFields(request: IncomingMessage, response: ServerResponse, url: URL): Field[] {
  if (url.searchParams.get('no-cors') === '1') return [];
  const { origin } = request.headers;
  const asked = (name: string, fallback: string) => String(request.headers[name] ?? fallback);
  return [
    ['Access-Control-Allow-Origin', origin ?? '*'],
    ...(origin === undefined ? [] : ([['Access-Control-Allow-Credentials', 'true']] as const)),
    ['Vary', 'Origin'],
    [
      'Access-Control-Allow-Methods',
      asked('access-control-request-method', 'GET, HEAD, POST, PUT, PATCH, DELETE'),
    ],
    ['Access-Control-Allow-Headers', asked('access-control-request-headers', '*')],
    ['Access-Control-Max-Age', '0'],
    ['Access-Control-Allow-Private-Network', 'true'],
    ['Access-Control-Allow-Local-Network', 'true'],
    ['Access-Control-Expose-Headers', ['date', 'retry-after', ...response.getHeaderNames()].join(', ')],
  ];
}

function withDefault(fields: readonly Field[], name: string, value: string): readonly Field[] {
  const has = fields.some(([field]) => field.toLowerCase() === name.toLowerCase());
  return has ? fields : [...fields, [name, value]];
}
