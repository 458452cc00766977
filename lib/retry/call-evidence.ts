// What a client says of its own attempts: ids that stay the same across them, and counters that rise.
import type { Exchange, Header } from '../http/exchange.ts';
import { isBodyKnown, requestKey } from './call-key.ts';

/** An id that every attempt of one call carries, scoped so that equal keys mean one call. */
export interface ClientId {
  readonly key: string;
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

const certain = (key: string): ClientId => ({ key, evidence: 'certain' });
const count = (value: string) => (/^\s*\d{1,9}\s*$/.test(value) ? Number(value) : undefined);

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['amz-sdk-invocation-id', (value) => certain(`amz ${value}`)],
  [
    'x-goog-api-client',
    (value) => {
      const id = /(?:^|\s)gccl-invocation-id\/(\S+)/.exec(value)?.[1];
      return id === undefined ? undefined : certain(`gccl ${id}`);
    },
  ],
  // People do pass one x-ms-client-request-id for a whole batch, so it counts for one request only.
  ['x-ms-client-request-id', (value, exchange) => certain(`ms ${value} ${requestKey(exchange)}`)],
  // The request's key holds the body's hash: the same key with another body is key reuse, not a retry.
  [
    'idempotency-key',
    (value, exchange) => ({
      key: `idem ${value} ${requestKey(exchange)}`,
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

// Most headers are none of these: their length alone tells, without a lower-case copy of each name.
const lengths = new Set([...readers.keys()].map((name) => name.length));

const nothing: ClientEvidence = { ids: [], retryCount: undefined };

/** The ids and counters that a request carries; the largest counter when there are several. */
export function readClientEvidence(exchange: Exchange): ClientEvidence {
  let ids: ClientId[] | undefined;
  let retryCount: number | undefined;
  for (const header of exchange.requestHeaders) {
    if (!lengths.has(header.name.length)) continue;
    const found = readHeader(header, exchange);
    if (found === undefined) continue;
    if (typeof found === 'number') retryCount = Math.max(found, retryCount ?? 0);
    else {
      ids ??= [];
      ids.push(found);
    }
  }
  return ids || retryCount !== undefined ? { ids: ids ?? [], retryCount } : nothing;
}

function readHeader(header: Header, exchange: Exchange): ClientId | number | undefined {
  return header.value === '' ? undefined : readers.get(header.name.toLowerCase())?.(header.value, exchange);
}
