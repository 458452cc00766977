// The session log's records in IndexedDB: the newest one by one, older ones in packs, one row of totals beside them.
import { type IDBPObjectStore, openDB } from 'idb';
import { type LogStorage, noTotals, RECENT, SEQ_RESERVE, type SealedRecord } from '../session/log-record.ts';
import { recordsOfTab, unpackRecords } from '../session/record-pack.ts';
import { type LogDatabase, type LogSchema, SCHEMA_VERSION, TOTALS, upgradeFrom } from './log-schema.ts';
import { packOldRecords, removePacked } from './packing.ts';

/** After so many written records it is looked whether some are to be packed. */
const LOOK_EVERY = 250;

/**
 * A log store in the database of that name; nothing is opened before `open`. Durability is relaxed: see README.
 * `onLost` runs when the database was deleted by others while it was in use and had to be made anew.
 */
export function createIndexedDbStorage(name: string, onLost: () => void): LogStorage {
  let opening: Promise<LogDatabase> | undefined;
  let wasOpen = false;
  /** Records above this number are not packed. */
  let packedUpTo = Number.POSITIVE_INFINITY;
  let writtenSinceLook = LOOK_EVERY;
  let packing = false;
  const database = (): Promise<LogDatabase> => {
    opening ??= openDB<LogSchema>(name, SCHEMA_VERSION, {
      async upgrade(db, oldVersion, _newVersion, tx) {
        await upgradeFrom(oldVersion, db, tx);
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
  const using = async <T>(task: (db: LogDatabase) => Promise<T>): Promise<T> => {
    const current = database();
    try {
      return await task(await current);
    } catch {
      if (opening === current) opening = undefined;
      current.then((db) => db.close()).catch(() => {});
      return task(await database());
    }
  };
  /** Packs what has become old, beside the writing; a failure costs nothing, since it is tried again. */
  const lookForOld = async (written: number): Promise<void> => {
    writtenSinceLook += written;
    if (packing || writtenSinceLook < LOOK_EVERY) return;
    packing = true;
    writtenSinceLook = 0;
    const before = packedUpTo;
    // What is written meanwhile has to look into packs for whatever it removes.
    packedUpTo = Number.POSITIVE_INFINITY;
    try {
      packedUpTo = Math.max(before, await using(packOldRecords));
    } catch {
      // Stays so until it succeeds.
    } finally {
      packing = false;
    }
  };

  return {
    open: (startsAnew) =>
      using(async (db) => {
        const isAnew = await startsAnew;
        const tx = db.transaction(['records', 'packs', 'state'], 'readwrite', { durability: 'relaxed' });
        const records = tx.objectStore('records');
        const packs = tx.objectStore('packs');
        const state = tx.objectStore('state');
        if (isAnew) for (const store of [records, packs, state]) void store.clear();
        const [recent, open, newestPack, kept] = await Promise.all([
          readNewest(records, RECENT),
          records.index('open').getAll(),
          packs.openKeyCursor(null, 'prev'),
          state.get(TOTALS),
        ]);
        packedUpTo = newestPack?.key ?? 0;
        const storedSeq = Math.max(recent.at(-1)?.seq ?? 0, packedUpTo);
        const totals = kept ?? noTotals;
        const lastSeq = Math.max(totals.lastSeq, storedSeq);
        void state.put({ ...totals, lastSeq: lastSeq + SEQ_RESERVE }, TOTALS);
        tx.commit();
        await tx.done;
        return { totals: { ...totals, lastSeq }, storedSeq, open, recent };
      }),
    write: ({ put, remove, totals }) =>
      using(async (db) => {
        const tx = db.transaction(['records', 'state'], 'readwrite', { durability: 'relaxed' });
        const records = tx.objectStore('records');
        const old = remove.filter((seq) => seq <= packedUpTo).sort((a, b) => a - b);
        const range = old.length > 0 ? IDBKeyRange.bound(old[0], old.at(-1)) : null;
        const single = range ? records.getAllKeys(range) : Promise.resolve([]);
        // The transaction alone says why it failed. Its requests are not waited for: when it is refused after `commit`,
        // Chromium leaves those without an answer that had none yet.
        void Promise.allSettled([
          single,
          ...remove.map((seq) => records.delete(seq)),
          ...put.map((record) => records.put(record)),
          tx.objectStore('state').put(totals, TOTALS),
        ]);
        // What has been committed is stored even if the worker is stopped in the next moment.
        tx.commit();
        await tx.done;
        // If the worker is stopped before this, readers take the newer of the two records.
        const found = new Set(await single);
        await removePacked(
          db,
          old.filter((seq) => !found.has(seq)),
        );
        void lookForOld(put.length);
      }),
    read: (afterSeq, limit) =>
      using(async (db) => {
        const tx = db.transaction(['records', 'packs']);
        const [records, packs] = [tx.objectStore('records'), tx.objectStore('packs')];
        const pack = await packs.get(IDBKeyRange.lowerBound(afterSeq, true));
        if (!pack) {
          const found = await records.getAll(IDBKeyRange.lowerBound(afterSeq, true), limit);
          return { records: found, isPack: false, upToSeq: found.at(-1)?.seq ?? afterSeq };
        }
        // Requests that were still going on when the pack was made.
        const open = await records.getAll(IDBKeyRange.bound(afterSeq, pack.lastSeq, true));
        const packed = unpackRecords(pack).filter(({ seq }) => seq > afterSeq);
        const all = open.length === 0 ? packed : [...packed, ...open].sort((a, b) => a.seq - b.seq);
        return { records: all, isPack: true, upToSeq: pack.lastSeq };
      }),
    readTail: (afterSeq) =>
      using(async (db) => {
        const tx = db.transaction(['records', 'packs']);
        const after = IDBKeyRange.lowerBound(afterSeq, true);
        const [packs, records] = await Promise.all([
          tx.objectStore('packs').getAllKeys(after),
          tx.objectStore('records').getAll(after),
        ]);
        return { packs, records };
      }),
    readTab: (tabId) =>
      using(async (db) => {
        const tx = db.transaction(['records', 'packs']);
        const [packs, single] = await Promise.all([
          tx.objectStore('packs').index('tabIds').getAll(tabId),
          tx.objectStore('records').index('tabId').getAll(tabId),
        ]);
        const packed = packs.flatMap((pack) => recordsOfTab(pack, tabId));
        return [...packed, ...single].sort((a, b) => a.seq - b.seq);
      }),
  };
}

type Records = IDBPObjectStore<LogSchema, ('records' | 'packs' | 'state')[], 'records', 'readwrite'>;

/** Of browsers since 2025. */
interface ReadsBackwards {
  getAllRecords(options: {
    readonly count: number;
    readonly direction: 'prev';
  }): Promise<readonly { readonly value: SealedRecord }[]>;
}

/**
 * The newest records, ascending: in one step where the browser reads backwards, else in three. All that comes waits for
 * it, and on a busy machine each step takes tens of ms.
 */
async function readNewest(records: Records, limit: number): Promise<SealedRecord[]> {
  if ('getAllRecords' in records) {
    const backwards = records as unknown as ReadsBackwards;
    const found = await backwards.getAllRecords({ count: limit, direction: 'prev' });
    return found.map(({ value }) => value).reverse();
  }
  const last = await records.openKeyCursor(null, 'prev');
  const first = await last?.advance(limit - 1);
  return last ? records.getAll(first ? IDBKeyRange.lowerBound(first.key) : null) : [];
}
