// The exchanges of one tab that failed, as little of each as an advice needs: what the popup lists.
import { type Exchange, type Header, lacksResponse, responseReceivedAt } from '../http/exchange.ts';
import { hasFailed } from '../http/failed.ts';
import type { LogRecord } from './log-record.ts';
import { createTabOrigins } from './tab-view.ts';

/** An exchange that ended badly. */
export interface FailedExchange {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  /** 0 when there was no response. */
  readonly status: number;
  /** True where there is no response to explain (see `lacksResponse`). */
  readonly lacksResponse: boolean;
  /** Epoch ms: when Retry-After starts to count. */
  readonly receivedAt: number;
  /** The response's Retry-After and Date fields. */
  readonly headers: readonly Header[];
}

/** A tab's failures, with the doors through which records come in and go. */
export interface TabFailures {
  /** Takes records of the tab and of workers, which have no tab. */
  apply(records: readonly LogRecord[]): void;
  /** Drops every record up to this number. */
  evict(upToSeq: number): void;
  /** The newest first. */
  latest(most: number): FailedExchange[];
}

/** Starts with none. */
export function createTabFailures(): TabFailures {
  const failed = new Map<string, LogRecord & { readonly kind: 'exchange' }>();
  const origins = createTabOrigins();
  const evict = (upToSeq: number): void => {
    for (const [id, { seq }] of failed) if (seq <= upToSeq) failed.delete(id);
  };
  return {
    apply(records) {
      for (const record of records) {
        origins.note(record);
        if (record.kind === 'withdrawn') failed.delete(record.id);
        else if (record.kind === 'cleared') evict(record.seq);
        else if (record.kind === 'exchange') {
          const { id } = record.exchange;
          if ((failed.get(id)?.seq ?? 0) > record.seq) continue;
          if (hasFailed(record.exchange)) failed.set(id, record);
          else failed.delete(id);
        }
      }
    },
    evict,
    latest: (most) =>
      [...failed.values()]
        .map(({ exchange }) => exchange)
        .filter((exchange) => exchange.tabId >= 0 || origins.hasWorker(exchange))
        .sort((a, b) => b.startedDateTime - a.startedDateTime)
        .slice(0, most)
        .map(brief),
  };
}

function brief(exchange: Exchange): FailedExchange {
  const { id, method, url, status, responseHeaders } = exchange;
  return {
    id,
    method,
    url,
    status,
    lacksResponse: lacksResponse(exchange),
    receivedAt: responseReceivedAt(exchange),
    headers: responseHeaders.filter(({ name }) => /^(?:retry-after|date)$/i.test(name)),
  };
}
