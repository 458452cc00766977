// The session log's records in IndexedDB: one store keyed by sequence number, one row of totals beside it.
import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { sealFromSchema1 } from '../session/log-migration.ts';
import {
  type LogStorage,
  type LogTotals,
  noTotals,
  SEQ_RESERVE,
  type SealedRecord,
} from '../session/log-record.ts';

interface Schema extends DBSchema {
  records: { key: number; value: SealedRecord; indexes: { tabId: number; open: number } };
  state: { key: string; value: LogTotals };
}
type Database = IDBPDatabase<Schema>;
type Upgrade = IDBPTransaction<Schema, ('records' | 'state')[], 'versionchange'>;

/** Schema 1 kept records as objects; schema 2 keeps their text, marks those that are open, and has the totals. */
export const SCHEMA_VERSION = 2;
const TOTALS = 'totals';

/**
 * A log store in the database of that name; nothing is opened before `open`. Durability is relaxed: see README.
 * `onLost` runs when the database was deleted by others while it was in use and had to be made anew.
 */
export function createIndexedDbStorage(name: string, onLost: () => void): LogStorage {
  let opening: Promise<Database> | undefined;
  let wasOpen = false;
  const database = (): Promise<Database> => {
    opening ??= openDB<Schema>(name, SCHEMA_VERSION, {
      async upgrade(db, oldVersion, _newVersion, tx) {
        await upgradeFrom(oldVersion, db, tx as Upgrade);
        if (oldVersion === 0 && wasOpen) onLost();
      },
      blocking(_current, _blocked, event) {
        // Someone deletes or upgrades the database: letting go at once is what the browser asks for.
        (event.target as IDBDatabase).close();
        opening = undefined;
      },
      terminated() {
        opening = undefined;
      },
    }).then(
      (db) => {
        wasOpen = true;
        return db;
      },
      (error: unknown) => {
        opening = undefined;
        throw error;
      },
    );
    return opening;
  };
  /** Runs `task`; once more on a new connection, because the browser may have closed this one for its own reasons. */
  const using = async <T>(task: (db: Database) => Promise<T>): Promise<T> => {
    const current = database();
    try {
      return await task(await current);
    } catch {
      if (opening === current) opening = undefined;
      current.then((db) => db.close()).catch(() => {});
      return task(await database());
    }
  };

  return {
    open: () =>
      using(async (db) => {
        const tx = db.transaction(['records', 'state'], 'readwrite', { durability: 'relaxed' });
        const state = tx.objectStore('state');
        const [newest, kept] = await Promise.all([
          tx.objectStore('records').openKeyCursor(null, 'prev'),
          state.get(TOTALS),
        ]);
        const storedSeq = newest?.key ?? 0;
        const totals = kept ?? noTotals;
        const lastSeq = Math.max(totals.lastSeq, storedSeq);
        await state.put({ ...totals, lastSeq: lastSeq + SEQ_RESERVE }, TOTALS);
        await tx.done;
        return { totals: { ...totals, lastSeq }, storedSeq };
      }),
    write: ({ put, remove, totals }) =>
      using(async (db) => {
        const tx = db.transaction(['records', 'state'], 'readwrite', { durability: 'relaxed' });
        const records = tx.objectStore('records');
        const state = tx.objectStore('state');
        const requests = [
          ...remove.map((seq) => records.delete(seq)),
          ...put.map((record) => records.put(record)),
          state.put(totals, TOTALS),
        ];
        // Without waiting for the answers: a worker that is stopped in the next moment loses less.
        tx.commit();
        // The transaction alone says why it failed; each of its requests only that it was aborted.
        await Promise.allSettled(requests);
        await tx.done;
      }),
    read: (afterSeq, limit) =>
      using((db) => db.getAll('records', IDBKeyRange.lowerBound(afterSeq, true), limit)),
    readLast: (limit) =>
      using(async (db) => {
        const newest: SealedRecord[] = [];
        const { store } = db.transaction('records');
        for (let cursor = await store.openCursor(null, 'prev'); cursor; cursor = await cursor.continue()) {
          newest.push(cursor.value);
          if (newest.length === limit) break;
        }
        return newest.reverse();
      }),
    readOpen: () => using((db) => db.getAllFromIndex('records', 'open')),
    readTab: (tabId) => using((db) => db.getAllFromIndex('records', 'tabId', tabId)),
  };
}

/** Deletes a database that nobody has open. */
export const deleteDatabase = (name: string): Promise<void> => deleteDB(name);

async function upgradeFrom(oldVersion: number, db: Database, tx: Upgrade): Promise<void> {
  db.createObjectStore('state');
  const records =
    oldVersion === 0 ? db.createObjectStore('records', { keyPath: 'seq' }) : tx.objectStore('records');
  if (oldVersion === 0) records.createIndex('tabId', 'tabId');
  records.createIndex('open', 'open');
  if (oldVersion === 0) return;

  let totals = noTotals;
  for (let cursor = await records.openCursor(); cursor; cursor = await cursor.continue()) {
    const sealed = sealFromSchema1(cursor.value satisfies unknown);
    if (!sealed) {
      await cursor.delete();
      continue;
    }
    await cursor.update(sealed);
    totals = {
      ...totals,
      lastSeq: sealed.seq,
      exchanges: totals.exchanges + (sealed.kind === 'exchange' ? 1 : 0),
      bytes: totals.bytes + sealed.text.length,
    };
  }
  await tx.objectStore('state').put(totals, TOTALS);
}
