// The last failures of one tab, for the popup: a handful of rows out of the tab's records.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Exchange } from '../http/exchange.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import type { LogRecord } from '../session/log-record.ts';
import { buildRows, type Row } from '../session/rows.ts';
import { hasFailed } from '../session/segments.ts';

/** Rows that failed, newest first, with the door through which records come in. */
export interface TabFailures {
  readonly failures: ReadonlySignal<readonly Row[]>;
  apply(records: readonly LogRecord[]): void;
}

/** Makes an empty list of at most `most` rows. */
export function createTabFailures(catalogue: ReadonlySignal<Catalogue>, most: number): TabFailures {
  const exchanges = signal<ReadonlyMap<string, Exchange>>(new Map());
  return {
    failures: computed(() =>
      buildRows([...exchanges.value.values()], catalogue.value)
        .filter(hasFailed)
        .slice(-most)
        .reverse(),
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
