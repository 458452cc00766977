// A log store in memory: for when the browser's database can't be used, and for tests.
import { type LogStorage, type LogTotals, noTotals, SEQ_RESERVE, type SealedRecord } from './log-record.ts';

/** Makes an empty store; it is gone with the process that holds it. */
export function createMemoryStorage(): LogStorage {
  const records = new Map<number, SealedRecord>();
  let totals: LogTotals = noTotals;
  const ascending = (): SealedRecord[] => [...records.values()].sort((a, b) => a.seq - b.seq);
  return {
    async open() {
      const storedSeq = ascending().at(-1)?.seq ?? 0;
      const lastSeq = Math.max(totals.lastSeq, storedSeq);
      totals = { ...totals, lastSeq: lastSeq + SEQ_RESERVE };
      return { totals: { ...totals, lastSeq }, storedSeq };
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
      return { records: found, dictionary: '', upToSeq: found.at(-1)?.seq ?? afterSeq };
    },
    readTail: async () => null,
    readLast: async (limit) => ascending().slice(-limit),
    readOpen: async () => ascending().filter(({ open }) => open === 1),
    readTab: async (tabId) => ascending().filter((record) => record.tabId === tabId),
  };
}
