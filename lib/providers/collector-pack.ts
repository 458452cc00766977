// A trace collector as a provider like any other: what OTLP says of its answers.
import type { Header } from '../http/exchange.ts';
import type { Pack, PackStatus } from './pack.ts';

/** A collector's answer; `status` 0 and an `error` where there was none. */
export interface CollectorAnswer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string;
  readonly error: string;
}

const row = (code: number, name: string, meaning: string, retry: PackStatus['retry']): PackStatus => ({
  code,
  name,
  meaning,
  row: 'Retryable Response Codes',
  retry,
});
const again = (code: number, name: string): PackStatus =>
  row(code, name, 'The collector can not take the spans now', {
    decision: 'exponential',
    stage: 'stated',
    // The specification asks for exponential backoff with jitter and gives no figures: these are ours. After half a
    // minute what waits is let go for what stands behind it.
    maxRetries: 5,
    backoff: { initialSeconds: 1, factor: 2, formula: '2^(n-1)' },
    retryAfter: 'minimum',
  });

/** The rules of the OTLP specification, for a collector at that address. Everything else is not to be sent again. */
export function collectorPack(url: string): Pack {
  return {
    id: 'otlp',
    name: 'OTLP',
    title: 'OpenTelemetry Protocol over HTTP',
    version: '2026-11-21',
    documents: [
      {
        title: 'OTLP Specification',
        url: 'https://opentelemetry.io/docs/specs/otlp/',
        updated: '',
        retrievedOn: '2026-11-21',
      },
    ],
    hosts: [new URL(url).hostname],
    statuses: [
      again(429, 'Too Many Requests'),
      again(502, 'Bad Gateway'),
      again(503, 'Service Unavailable'),
      again(504, 'Gateway Timeout'),
    ],
  };
}
