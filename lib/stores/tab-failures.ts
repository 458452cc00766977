// The last failures of one tab, for the popup: a handful of annotated exchanges out of the tab's records.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { annotate } from '../annotate/annotate.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import type { LogRecord } from '../session/log-record.ts';
import type { Row } from '../session/rows.ts';
import { hasFailed } from '../session/segments.ts';

/** What the popup shows of a failure; calls and findings are the panel's. */
export type Failure = Pick<Row, 'exchange' | 'annotation'>;

/** Exchanges that failed, newest first, with the door through which records come in. */
export interface TabFailures {
  readonly failures: ReadonlySignal<readonly Failure[]>;
  apply(records: readonly LogRecord[]): void;
}

/** Makes an empty list of at most `most` rows. */
export function createTabFailures(catalogue: ReadonlySignal<Catalogue>, most: number): TabFailures {
  const exchanges = signal<ReadonlyMap<string, Exchange>>(new Map());
  return {
    failures: computed(() =>
      [...exchanges.value.values()]
        .filter(hasFailed)
        .sort((a, b) => b.startedDateTime - a.startedDateTime)
        .slice(0, most)
        .map((exchange) => ({ exchange, annotation: annotate(exchange, catalogue.value).annotation })),
    ),
    apply(records) {
      const next = new Map(exchanges.value);
      for (const record of records) {
        if (record.kind === 'exchange') next.set(record.exchange.id, record.exchange);
        else if (record.kind === 'withdrawn') next.delete(record.id);
      }
      exchanges.value = next;
    },
  };
}
