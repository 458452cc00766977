// Records in packs within the log's database: made of the oldest single records, and changed where one has to go.
import { packRecords, withoutRecords } from '../session/record-pack.ts';
import type { LogDatabase } from './log-schema.ts';

/** Records of one pack: one message to a page. */
const PACK = 500;
/** So many of the newest stay single: they are still replaced, and read when the worker starts again. */
const SINGLE = 500;

/** Packs the oldest records while there are more than enough for a pack; resolves to the highest number packed, or 0. */
export async function packOldRecords(db: LogDatabase): Promise<number> {
  let packedUpTo = 0;
  while ((await db.count('records')) >= PACK + SINGLE) {
    const lastSeq = await packOldest(db);
    if (lastSeq === 0) break;
    packedUpTo = Math.max(packedUpTo, lastSeq);
  }
  return packedUpTo;
}

/** Makes one pack; 0 where the oldest records are all open: they stay single until they end. */
async function packOldest(db: LogDatabase): Promise<number> {
  const tx = db.transaction(['records', 'packs'], 'readwrite', { durability: 'relaxed' });
  const [records, packs] = [tx.objectStore('records'), tx.objectStore('packs')];
  const oldest = await records.getAll(null, PACK);
  const ended = oldest.filter(({ open }) => open !== 1);
  const last = ended.at(-1);
  if (!last) return 0;
  const requests: Promise<unknown>[] = [
    packs.put(packRecords(ended)),
    // One range is far quicker than hundreds of numbers; what goes on is put back.
    records.delete(IDBKeyRange.upperBound(last.seq)),
    ...oldest.filter(({ open, seq }) => open === 1 && seq < last.seq).map((record) => records.put(record)),
  ];
  await Promise.allSettled(requests);
  await tx.done;
  return last.seq;
}

/** Removes records by number, ascending, from packs. One that loses some is written anew, and deleted with its last. */
export async function removePacked(db: LogDatabase, seqs: readonly number[]): Promise<void> {
  const first = seqs[0];
  if (first === undefined) return;
  const tx = db.transaction('packs', 'readwrite', { durability: 'relaxed' });
  const left = new Set(seqs);
  let cursor = await tx.store.openCursor(IDBKeyRange.lowerBound(first));
  while (cursor && left.size > 0) {
    const kept = withoutRecords(cursor.value, (seq) => left.delete(seq));
    if (kept === null) await cursor.delete();
    else if (kept !== cursor.value) await cursor.update(kept);
    cursor = await cursor.continue();
  }
  await tx.done;
}
