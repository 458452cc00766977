// How a page of the extension reads packs of the session log where they are stored, without the background's help.
import { openDB } from 'idb';
import type { RecordPack } from '../session/record-pack.ts';
import { DATABASE, type LogSchema } from './log-schema.ts';

/** So many packs are read ahead while one is worked on. */
const AHEAD = 2;

/**
 * Reads packs by their last numbers, in that order, but for those that are gone by now. Throws where the database can't
 * be read, or is taken away meanwhile.
 */
export async function* readPacks(lastSeqs: readonly number[]): AsyncGenerator<RecordPack> {
  const db = await openDB<LogSchema>(DATABASE, undefined, {
    // There is none, and this is not the one to make it.
    upgrade: (_db, _old, _new, tx) => tx.abort(),
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  try {
    const waiting: Promise<RecordPack | undefined>[] = [];
    for (let next = 0; next < lastSeqs.length || waiting.length > 0; ) {
      for (; next < lastSeqs.length && waiting.length <= AHEAD; next++) {
        const reading = db.get('packs', lastSeqs[next] ?? 0);
        // Told where it is awaited.
        reading.catch(() => {});
        waiting.push(reading);
      }
      const pack = await waiting.shift();
      if (pack) yield pack;
    }
  } finally {
    db.close();
  }
}
