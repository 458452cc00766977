// The shape of the session log's database, and how those of earlier versions come to it.
import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { packFromSchema2, sealFromSchema1 } from '../session/log-migration.ts';
import { type LogTotals, noTotals, type SealedRecord } from '../session/log-record.ts';
import type { RecordPack } from '../session/pack-shape.ts';

/** The database's name. */
export const DATABASE = 'retryscope';

/** The newest records one by one, by number; older ones in packs, by their last number; one row of totals. */
export interface LogSchema extends DBSchema {
  records: { key: number; value: SealedRecord; indexes: { tabId: number; open: number } };
  packs: { key: number; value: RecordPack; indexes: { tabIds: number } };
  state: { key: string; value: LogTotals };
}

export type LogDatabase = IDBPDatabase<LogSchema>;

/**
 * Schema 1 kept records as objects; schema 2 keeps their text, marks those that are open, and has the totals and packs,
 * which are made of what is there as the log goes on; schema 3 has packs with columns.
 */
export const SCHEMA_VERSION = 3;

/** The only key in `state`. */
export const TOTALS = 'totals';

type Upgrade = IDBPTransaction<LogSchema, ('records' | 'packs' | 'state')[], 'versionchange'>;

/** Makes today's database of one of `oldVersion`, 0 where there is none. */
export async function upgradeFrom(oldVersion: number, db: LogDatabase, tx: Upgrade): Promise<void> {
  if (oldVersion === 2) return upgradePacks(tx);
  db.createObjectStore('packs', { keyPath: 'lastSeq' }).createIndex('tabIds', 'tabIds', { multiEntry: true });
  db.createObjectStore('state');
  if (oldVersion === 0) {
    const records = db.createObjectStore('records', { keyPath: 'seq' });
    records.createIndex('tabId', 'tabId');
    records.createIndex('open', 'open');
    return;
  }
  const records = tx.objectStore('records');
  records.createIndex('open', 'open');
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

/** One by one: a long log's packs together would be too much for the memory of a worker. */
async function upgradePacks(tx: Upgrade): Promise<void> {
  for (let cursor = await tx.objectStore('packs').openCursor(); cursor; cursor = await cursor.continue()) {
    const pack = packFromSchema2(cursor.value satisfies unknown);
    await (pack ? cursor.update(pack) : cursor.delete());
  }
}
