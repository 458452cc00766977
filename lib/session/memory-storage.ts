// A log store in memory: for private windows, for tests, and when the browser's database can't be used.
import type { LogRecord, LogStorage } from './log-record.ts';

/** Makes an empty store; it is gone with the process that holds it. */
export function createMemoryStorage(): LogStorage {
  let records = new Map<number, LogRecord>();
  let lastSeq = 0;
  return {
    open: async () => ({ lastSeq, count: records.size }),
    write: async ({ put, remove }) => {
      for (const seq of remove) records.delete(seq);
      for (const record of put) {
        records.set(record.seq, record);
        lastSeq = Math.max(lastSeq, record.seq);
      }
    },
    read: async (afterSeq, limit) => {
      const found: LogRecord[] = [];
      for (const record of records.values()) {
        if (record.seq > afterSeq) found.push(record);
        if (found.length === limit) break;
      }
      return found;
    },
    readLast: async (limit) => [...records.values()].slice(-limit),
    evict: async (n) => {
      for (const seq of [...records.keys()].slice(0, n)) records.delete(seq);
    },
    clear: async (tabId) => {
      records = new Map(tabId === null ? [] : [...records].filter(([, record]) => record.tabId !== tabId));
    },
  };
}
