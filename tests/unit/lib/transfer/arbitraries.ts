// Exchanges and rows to draw tests from: every field as a browser could fill it.
import fc from 'fast-check';
import type { Annotation } from '../../../../lib/annotate/annotation.ts';
import { type Exchange, emptyExchange, type Header, type Timings } from '../../../../lib/http/exchange.ts';
import type { Finding } from '../../../../lib/retry/finding.ts';
import type { ExportMeta, ExportRow } from '../../../../lib/transfer/har-export.ts';
import { anyPath, anyQuery, anyText } from '../../../fixtures/any-text.ts';

const headerName = fc.constantFrom(
  ...['Accept', 'Retry-After', 'Date', 'X-Request-Id', 'Authorization', 'cookie', 'Set-Cookie', 'x-api-key'],
  ...['Referer', 'Location', 'Link', 'X-Debug', 'Idempotency-Key', 'Content-Type', 'X-Auth-Token'],
);

const piece = fc.constantFrom(
  ...[
    'a',
    'b=c',
    'token=',
    'code=',
    'sid',
    ';',
    '&',
    '?',
    '#',
    '/',
    '=',
    '@',
    '://',
    'https://',
    ' ',
    ', ',
    '"',
  ],
  ...[
    '[redacted]',
    'redacted',
    '%5Bredacted%5D',
    '%3D',
    '%26',
    '%25',
    '%2F',
    'password',
    'key=',
    'Bearer ',
    '\n',
  ],
  ...[
    'hunter2hunter2',
    'ghp_0123456789abcdefghij',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig',
    'AKIAABCDEFGHIJKLMNOP',
  ],
  ...['[', ']', '%', '%zz', '\ud800', 'é', 'Token', 'Secret', 'state'],
);

/** Text that is likely to hold the redactor's own syntax. */
export const trickyText: fc.Arbitrary<string> = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  anyText({ maxLength: 40 }),
);

export const headers: fc.Arbitrary<Header[]> = fc.array(
  fc.record({ name: fc.oneof(headerName, fc.string({ maxLength: 12 })), value: trickyText }),
  { maxLength: 6 },
);

const memberName = fc.oneof(
  fc.constantFrom(
    ...[
      'code',
      'state',
      'error',
      'message',
      'retry_after',
      'token',
      'Password',
      'user[sid]',
      'session',
      'sk',
    ],
    ...['auth', 'field', 'value', 'input', 'loc', '__proto__', 'token_count', 'hunter2hunter2', ''],
  ),
  trickyText,
);

const { member } = fc.letrec<{ member: unknown }>((tie) => ({
  member: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(trickyText, memberName, fc.constantFrom(null, true, 0, 429, 1e21, 120_000)),
    fc.array(tie('member'), { maxLength: 4 }),
    fc.dictionary(memberName, tie('member'), { maxKeys: 4, noNullPrototype: true }),
    tie('member').map((value) => JSON.stringify(value)),
    tie('member').map((value) => Buffer.from(JSON.stringify(value)).toString('base64')),
  ),
}));

/** Bodies of errors: JSON in the ways that servers write it, cut short or broken now and then, and other text. */
export const body: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(member, fc.constantFrom('', ' ', '\n'))
      .map(([value, space]) => JSON.stringify(value, null, space)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(member, fc.nat(80)).map(([value, length]) => JSON.stringify(value).slice(0, length)),
  },
  { weight: 1, arbitrary: trickyText },
);

/** Addresses that can be read, credentials among their parts. */
export const url: fc.Arbitrary<string> = fc
  .record({
    origin: fc.constantFrom(
      'https://api.memfault.com',
      'http://user:hunter2secret@ges.x.myhuaweicloud.com:8080',
    ),
    path: anyPath,
    query: fc.option(anyQuery, { nil: '' }),
    extra: fc.constantFrom(
      '',
      '?access_token=abcdef123456&page=2',
      '?next=https%3A%2F%2Fx%2Fcb%3Fcode%3Dabcdef',
    ),
  })
  .map(({ origin, path, query, extra }) => origin + path + (extra || (query && `?${query}`)))
  .filter((text) => URL.canParse(text));

const ms = fc.double({ min: 0, max: 1e6, noNaN: true });
const whole = fc.integer({ min: -1, max: 1e9 });
const partOrNone = fc.oneof(fc.constant(-1), ms);

const timings: fc.Arbitrary<Timings> = fc.record({
  blocked: partOrNone,
  dns: partOrNone,
  connect: partOrNone,
  ssl: partOrNone,
  send: ms,
  wait: ms,
  receive: ms,
});

const ending = fc.oneof(
  fc.record({ state: fc.constant('pending' as const), status: fc.constant(0), error: fc.constant('') }),
  fc.record({
    state: fc.constant('complete' as const),
    status: fc.integer({ min: 100, max: 599 }),
    error: fc.constant(''),
  }),
  fc.record({
    state: fc.constant('failed' as const),
    status: fc.constantFrom(0, 200),
    error: fc.constantFrom('', 'net::ERR_FAILED', 'NS_ERROR_NET_RESET'),
  }),
);

/** Any exchange that capture could have made. */
export const exchange: fc.Arbitrary<Exchange> = fc
  .record({
    id: fc.stringMatching(/^[a-z0-9]{1,8}\.\d$/),
    twinId: fc.oneof(fc.constant(''), fc.stringMatching(/^har-[a-z0-9]{1,8}\.\d$/)),
    tabId: whole,
    initiator: fc.oneof(fc.constant(''), url),
    startedDateTime: fc.oneof(
      fc.integer({ min: 0, max: 4e12 }),
      fc.double({ min: 1e12, max: 2e12, noNaN: true }),
    ),
    time: fc.oneof(ms, fc.constant(-1)),
    responseStart: partOrNone,
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
    url,
    resourceType: fc.constantFrom('', 'xmlhttprequest', 'fetch', 'main_frame'),
    httpVersion: fc.constantFrom('', 'HTTP/1.1', 'h2'),
    requestHeaders: headers,
    requestBodySize: whole,
    requestBodyHash: fc.constantFrom('', '0011aabb-12'),
    statusText: fc.constantFrom('', 'OK', 'Too Many Requests'),
    responseHeaders: headers,
    responseBodySize: whole,
    mimeType: fc.constantFrom('', 'application/json', 'x-unknown'),
    errorBody: fc.constant(''),
    redirectURL: fc.oneof(fc.constant(''), url, trickyText),
    serverIPAddress: fc.oneof(fc.constantFrom('', 'proxy.local'), fc.ipV4(), fc.ipV6()),
    fromCache: fc.boolean(),
    serviceWorker: fc.constantFrom('', 'intercepted', 'initiated'),
    source: fc.constantFrom('web-request', 'devtools', 'both', 'file'),
    match: fc.constantFrom('exact', 'inferred', 'none'),
    gap: fc.constantFrom('', 'start-missed', 'no-end', 'tab-closed', 'capture-off'),
    ending,
    timings: fc.option(timings, { nil: undefined }),
  })
  .map(({ ending: end, timings: parts, ...rest }) => ({ ...rest, ...end, ...(parts && { timings: parts }) }));

/** Exchanges whose ids differ, as in a session. */
export const exchanges: fc.Arbitrary<Exchange[]> = fc.uniqueArray(exchange, {
  selector: (item) => item.id,
  minLength: 1,
  maxLength: 5,
});

const finding: Finding = {
  id: 'too-early',
  severity: 'violation',
  message: 'Sent 28.1 s before Retry-After',
};

export const annotation: Annotation = {
  provider: { id: 'memfault', name: 'Memfault', packVersion: '2026-11-01' },
  status: { code: 429, name: 'Too Many Requests', meaning: 'Too many requests in a given time' },
  advice: {
    decision: 'after-header',
    stage: 'stated',
    summary: 'Wait 30 s, then retry',
    explanation: '',
    waits: [30],
    instants: [30],
    maxRetries: 5,
    windowSeconds: null,
    notBefore: Date.UTC(2026, 10, 2, 9, 15, 31),
    readings: [],
    escalate: '',
    cautions: ['First caution.', 'Second caution.'],
    retryAfter: { kind: 'seconds', seconds: 30, floorSeconds: 30, raw: '30', flags: [] },
  },
  source: {
    document: 'HTTP Response Status Codes',
    row: '429',
    url: 'https://docs.example.com/status',
    updated: '',
    retrievedOn: '2026-11-01',
  },
};

/** A row as a session holds it. */
export function rowOf(item: Exchange, findings: readonly Finding[] = [finding]): ExportRow {
  return {
    exchange: item,
    annotation,
    attempt: { exchange: item, callId: item.id, attempt: 1, evidence: 'single', confidence: 1 },
    findings,
  };
}

/** An exchange with a 200 and the fields given. */
export function completed(fields: Partial<Exchange> = {}): Exchange {
  return {
    ...emptyExchange,
    id: '1.0',
    url: 'https://api.memfault.com/x',
    status: 200,
    time: 12,
    state: 'complete',
    ...fields,
  };
}

export const meta: ExportMeta = {
  version: '0.1.0',
  packs: [{ id: 'memfault', version: '2026-11-01' }],
  exportedAt: Date.UTC(2026, 10, 2, 12),
  gaps: ['Capture was off for 3 s'],
};

/** A valid HAR entry, the fields given laid over its own. */
export function harEntry(
  fields: { request?: object; response?: object; [name: string]: unknown } = {},
): object {
  const { request, response, ...rest } = fields;
  const content = { size: 0, mimeType: '' };
  return {
    startedDateTime: '2026-11-02T09:00:00.000Z',
    time: 10,
    request: { method: 'GET', url: 'https://api.memfault.com/x', headers: [], bodySize: 0, ...request },
    response: { status: 200, statusText: 'OK', headers: [], content, bodySize: 0, ...response },
    timings: { send: 1, wait: 8, receive: 1 },
    ...rest,
  };
}
