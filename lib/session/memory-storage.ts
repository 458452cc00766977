// A log store in memory: for when the browser's database can't be used, and for tests.
import {
  type LogStorage,
  type LogTotals,
  noTotals,
  RECENT,
  SEQ_RESERVE,
  type SealedRecord,
} from './log-record.ts';

/** Makes an empty store; it is gone with the process that holds it. */
export function createMemoryStorage(): LogStorage {
  const records = new Map<number, SealedRecord>();
  let totals: LogTotals = noTotals;
  const ascending = (): SealedRecord[] => [...records.values()].sort((a, b) => a.seq - b.seq);
  return {
    async open(startsAnew) {
      if (await startsAnew) {
        records.clear();
        totals = noTotals;
      }
      const all = ascending();
      const storedSeq = all.at(-1)?.seq ?? 0;
      const lastSeq = Math.max(totals.lastSeq, storedSeq);
      totals = { ...totals, lastSeq: lastSeq + SEQ_RESERVE };
      const open = all.filter((record) => record.open === 1);
      return { totals: { ...totals, lastSeq }, storedSeq, open, recent: all.slice(-RECENT) };
    },
    async write(batch) {
      for (const seq of batch.remove) records.delete(seq);
      for (const record of batch.put) records.set(record.seq, record);
      totals = { ...batch.totals, lastSeq: Math.max(totals.lastSeq, batch.totals.lastSeq) };
    },
    async read(afterSeq, limit) {
      const found = ascending()
        .filter(({ seq }) => seq > afterSeq)
        .slice(0, limit);
      return { records: found, isPack: false, upToSeq: found.at(-1)?.seq ?? afterSeq };
    },
    readTail: async () => null,
    readTab: async (tabId) => ascending().filter((record) => record.tabId === tabId),
  };
}
