// The session log's records in IndexedDB: one store keyed by sequence number, one index by tab.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { LogRecord, LogStorage } from '../session/log-record.ts';

interface Schema extends DBSchema {
  records: { key: number; value: LogRecord; indexes: { tabId: number } };
}

const VERSION = 1;
const FIRST = 0;

/** A log store in the database of that name; nothing is opened before `open`. Durability is relaxed: see README. */
export function createIndexedDbStorage(name: string): LogStorage {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  const database = (): Promise<IDBPDatabase<Schema>> => {
    opening ??= openDB<Schema>(name, VERSION, {
      upgrade(db) {
        db.createObjectStore('records', { keyPath: 'seq' }).createIndex('tabId', 'tabId');
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
      terminated: () => {
        opening = undefined;
      },
    });
    return opening;
  };
  const writable = async () =>
    (await database()).transaction('records', 'readwrite', { durability: 'relaxed' });

  return {
    async open() {
      const store = (await database()).transaction('records').store;
      const [newest, count] = await Promise.all([store.openKeyCursor(null, 'prev'), store.count()]);
      return { lastSeq: newest?.key ?? FIRST, count };
    },
    async write({ put, remove }) {
      const tx = await writable();
      await Promise.all([
        ...remove.map((seq) => tx.store.delete(seq)),
        ...put.map((record) => tx.store.put(record)),
        tx.done,
      ]);
    },
    async read(afterSeq, limit) {
      return (await database()).getAll('records', IDBKeyRange.lowerBound(afterSeq, true), limit);
    },
    async readLast(limit) {
      const newest: LogRecord[] = [];
      const { store } = (await database()).transaction('records');
      for (let cursor = await store.openCursor(null, 'prev'); cursor; cursor = await cursor.continue()) {
        newest.push(cursor.value);
        if (newest.length === limit) break;
      }
      return newest.reverse();
    },
    async evict(n) {
      const tx = await writable();
      const keys = await tx.store.getAllKeys(null, n);
      const last = keys.at(-1);
      if (last !== undefined) await tx.store.delete(IDBKeyRange.upperBound(last));
      await tx.done;
    },
    async clear(tabId) {
      const tx = await writable();
      if (tabId === null) await tx.store.clear();
      else {
        const keys = await tx.store.index('tabId').getAllKeys(tabId);
        await Promise.all(keys.map((key) => tx.store.delete(key)));
      }
      await tx.done;
    },
  };
}
