// How a page of the extension reads packs of the session log where they are stored, without the background's help.
import { type IDBPDatabase, openDB } from 'idb';
import type { RecordPack } from '../session/pack-shape.ts';
import { DATABASE, type LogSchema } from './log-schema.ts';

/** So many packs are read with one question, but for the first: each question costs about as much as a pack … */
const TOGETHER = 8;
/** … and so many questions are asked ahead of the answer that is worked on. */
const AHEAD = 1;

/**
 * Opens the database ahead of the first question, while the background is still asked which packs there are. What it
 * returns reads packs by their last numbers, which ascend, in that order, but for those that are gone by now; it throws
 * where the database can't be read, or is taken away meanwhile.
 */
export function createPackReader(): (lastSeqs: readonly number[]) => AsyncGenerator<RecordPack> {
  // There may be none yet: then there is none to read either, or it is opened again.
  let ahead: Promise<LogReading | null> = open().catch(() => null);
  return async function* (lastSeqs) {
    const opened = ahead;
    ahead = Promise.resolve(null);
    yield* readPacks((await opened) ?? (await open()), lastSeqs);
  };
}

type LogReading = IDBPDatabase<LogSchema>;

const open = (): Promise<LogReading> =>
  openDB<LogSchema>(DATABASE, undefined, {
    // There is none, and this is not the one to make it.
    upgrade: (_db, _old, _new, tx) => tx.abort(),
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });

async function* readPacks(db: LogReading, lastSeqs: readonly number[]): AsyncGenerator<RecordPack> {
  const read = (seqs: readonly number[]): Promise<RecordPack[]> => {
    const reading = db.getAll('packs', IDBKeyRange.bound(seqs[0], seqs.at(-1)));
    // Told where it is awaited.
    reading.catch(() => {});
    return reading;
  };
  try {
    const waiting: Promise<RecordPack[]>[] = [];
    let rest = lastSeqs;
    while (rest.length > 0 || waiting.length > 0) {
      while (rest.length > 0 && waiting.length <= AHEAD) {
        // What comes first is to be seen at once.
        const count = rest === lastSeqs ? 1 : TOGETHER;
        waiting.push(read(rest.slice(0, count)));
        rest = rest.slice(count);
      }
      yield* (await waiting.shift()) ?? [];
    }
  } finally {
    db.close();
  }
}
