// What a client says of its own attempts: ids that stay the same across them, and counters that rise.
import type { Exchange } from '../http/exchange.ts';
import { isBodyKnown, requestFingerprint } from './call-key.ts';
import { fingerprint } from './fingerprint.ts';

/** An id that every attempt of one call carries. */
export interface ClientId {
  /** Fingerprint of the id and of what it counts for: equal keys mean one call. */
  readonly key: number;
  /** `strong` where an Idempotency-Key came with a body that was not seen: it could be key reuse. */
  readonly evidence: 'certain' | 'strong';
}

/** What one request's headers say about its place in a call. */
export interface ClientEvidence {
  readonly ids: readonly ClientId[];
  /** Retries before this attempt by the client's own count: 0 for a first attempt, undefined when not told. */
  readonly retryCount: number | undefined;
}

type Reader = (value: string, exchange: Exchange) => ClientId | number | undefined;

const certain = (key: number): ClientId => ({ key, evidence: 'certain' });
const count = (value: string) => (/^\s*\d{1,9}\s*$/.test(value) ? Number(value) : undefined);

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['amz-sdk-invocation-id', (value) => certain(fingerprint('amz', value))],
  [
    'x-goog-api-client',
    (value) => {
      const id = /(?:^|\s)gccl-invocation-id\/(\S+)/.exec(value)?.[1];
      return id === undefined ? undefined : certain(fingerprint('gccl', id));
    },
  ],
  // People do pass one x-ms-client-request-id for a whole batch, so it counts for one request only.
  ['x-ms-client-request-id', (value, exchange) => certain(requestFingerprint(exchange, 'ms', value))],
  // The request's key holds the body's hash: the same key with another body is key reuse, not a retry.
  [
    'idempotency-key',
    (value, exchange) => ({
      key: requestFingerprint(exchange, 'idem', value),
      evidence: isBodyKnown(exchange) ? 'certain' : 'strong',
    }),
  ],
  ['x-stainless-retry-count', count],
  ['retry-attempt', count],
  ['grpc-previous-rpc-attempts', count],
  [
    'x-envoy-attempt-count',
    (value) => {
      const attempts = count(value);
      return attempts === undefined ? undefined : Math.max(0, attempts - 1);
    },
  ],
]);

// Most headers are none of these: their length alone tells, without a lower-case copy of each name. A bit for
// each length, all of them under 32: this test is made for every header of every request.
const lengths = [...readers.keys()].reduce((bits, name) => bits | (1 << name.length), 0);

const nothing: ClientEvidence = { ids: [], retryCount: undefined };

/** The ids and counters that a request carries; the largest counter when there are several. */
export function readClientEvidence(exchange: Exchange): ClientEvidence {
  const { requestNames } = exchange;
  if (requestNames && !requestNames.some(({ name }) => readerOf(name))) return nothing;
  let ids: ClientId[] | undefined;
  let retryCount: number | undefined;
  for (const { name, value } of exchange.requestHeaders) {
    const found = value === '' ? undefined : readerOf(name)?.(value, exchange);
    if (found === undefined) continue;
    if (typeof found === 'number') retryCount = Math.max(found, retryCount ?? 0);
    else {
      ids ??= [];
      ids.push(found);
    }
  }
  return ids || retryCount !== undefined ? { ids: ids ?? [], retryCount } : nothing;
}

function readerOf(name: string): Reader | undefined {
  const { length } = name;
  return length < 32 && ((lengths >>> length) & 1) === 1 ? readers.get(name.toLowerCase()) : undefined;
}
