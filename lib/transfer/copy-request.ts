// What of an exchange can be asked again: method, address, fields, and what is known of its body.
import { type Exchange, type Header, headerValue } from '../http/exchange.ts';
import { shown } from '../http/quoted.ts';
import { isBodyKnown } from '../retry/call-key.ts';
import { say } from '../words/say.ts';
import { redactExchange, redactUrl } from './redact.ts';

/** A request that can be written down, without credentials. */
export interface CopiedRequest {
  readonly method: string;
  /** As a browser sends it: http or https, ASCII alone. */
  readonly url: string;
  /** Those that whoever sends it again has to name; no value holds a control character. */
  readonly headers: readonly Header[];
  /** `lost`: one was sent, which is not kept; `unseen`: whether one was sent is not known. */
  readonly body: 'none' | 'lost' | 'unseen';
  /** What a reader has to know before sending it, one sentence each. */
  readonly notes: readonly string[];
}

/** What stands where the body stood: a file's name for a shell, a variable's for JavaScript. */
export const LOST_BODY = { file: 'request-body', variable: 'requestBody' } as const;

/** Of an address that no browser would take, characters. */
const LONGEST_ADDRESS = 4_000;

/** RFC 9110 §5.6.2 */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** No field value holds these (RFC 9110 §5.5); what turns the reading direction could hide what is pasted. */
const UNWRITABLE = /[^\P{Cc}\t]|\p{Bidi_Control}|\p{Cs}/u;

/** Fields of one connection or of one message's length: whoever sends the request makes them anew. */
const ofConnection = new Set([
  ...['accept-encoding', 'connection', 'content-length', 'expect', 'host', 'http2-settings', 'keep-alive'],
  ...['proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
]);

/**
 * The request of an exchange, credentials redacted; null where there is none to send again: a method that is no token,
 * or an address that is neither http nor https. `isLeft` names further fields (lower case) that the form leaves out.
 */
export function copiedRequest(
  found: Exchange,
  isLeft: (name: string) => boolean = () => false,
): CopiedRequest | null {
  const exchange = redactExchange(found);
  const { method, requestHeaders } = exchange;
  const url = webAddress(exchange.url);
  if (url === '' || !TOKEN.test(method)) return null;
  const wanted = requestHeaders.filter(({ name }) => {
    const lower = name.toLowerCase();
    return !lower.startsWith(':') && !ofConnection.has(lower) && !isLeft(lower);
  });
  const headers = wanted.filter(({ name, value }) => TOKEN.test(name) && !UNWRITABLE.test(value));
  const body = bodyOf(exchange);
  return { method, url, headers, body, notes: notesOn(url, headers, wanted.length - headers.length) };
}

/** True where the exchange's request named the encodings it accepts, which `copiedRequest` leaves out. */
export const acceptsEncodings = ({ requestHeaders }: Exchange): boolean =>
  headerValue(requestHeaders, 'accept-encoding') !== undefined;

/** The address of an exchange alone, credentials redacted, nothing hidden in it. */
export function copiedAddress({ url }: Exchange): string {
  const redacted = redactUrl(url);
  return webAddress(redacted) || shown(redacted, LONGEST_ADDRESS);
}

/** The address as the browser would write it; '' where it is none of the web. */
function webAddress(text: string): string {
  if (!URL.canParse(text)) return '';
  const { protocol, href } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? href : '';
}

function bodyOf(exchange: Exchange): CopiedRequest['body'] {
  if (exchange.requestBodySize > 0 || exchange.requestBodyHash !== '') return 'lost';
  return isBodyKnown(exchange) ? 'none' : 'unseen';
}

function notesOn(url: string, headers: readonly Header[], unwritable: number): string[] {
  const notes: string[] = [];
  if (isRedacted(url) || headers.some(({ value }) => isRedacted(value))) notes.push(say('note.redacted'));
  if (unwritable > 0) notes.push(say('note.unwritable', { count: unwritable }));
  return notes;
}

/** True where a text holds the placeholder of a credential, also as an address writes it. */
export const isRedacted = (text: string): boolean => /\[redacted\]|%5Bredacted%5D|\/\/redacted\b/i.test(text);
