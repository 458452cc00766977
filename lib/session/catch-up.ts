// How a reader gets everything that the log holds after a number, while the log goes on.
import type { LogPage, LogStorage } from './log-record.ts';

/** Records read in one step. */
const PAGE = 500;

/** Reads in steps, ending with the newest there is when the reader gets there; `flush` stores what still waits. */
export async function* catchUp(
  storage: LogStorage,
  flush: () => Promise<void>,
  afterSeq: number,
): AsyncGenerator<LogPage> {
  await flush();
  let from = afterSeq;
  let reading = storage.read(from, PAGE);
  for (let atEnd = false; ; ) {
    const page = await reading;
    if (page.upToSeq === from) {
      if (atEnd) return;
      atEnd = true;
      // What was appended meanwhile may still wait to be written.
      await flush();
      reading = storage.read(from, PAGE);
      continue;
    }
    atEnd = false;
    from = page.upToSeq;
    // Goes on while the reader works on this page.
    reading = storage.read(from, PAGE);
    yield page;
  }
}
