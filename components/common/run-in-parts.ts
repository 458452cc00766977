// Runs long work a few milliseconds at a time, so that nobody who types or scrolls has to wait for it.
import type { InParts } from '../../lib/session/in-parts.ts';

/** The clock and the timer; tests have their own. */
export interface PartTools {
  /** Ms. */
  now(): number;
  later(task: () => void): void;
}

/** How long one turn may take, ms; the browser draws 60 times a second. */
const TURN_MS = 6;

const browserTools: PartTools = {
  now: () => performance.now(),
  later: (task) => void setTimeout(task),
};

/** Works at once for one turn, then in further ones; calls `done` in the last. Returns the way to give it up. */
export function runInParts<T>(
  work: InParts<T>,
  done: (result: T) => void,
  { now, later }: PartTools = browserTools,
): () => void {
  let isWanted = true;
  const turn = (): void => {
    if (!isWanted) return;
    const started = now();
    do {
      const step = work.next();
      if (step.done) {
        done(step.value);
        return;
      }
    } while (now() - started < TURN_MS);
    later(turn);
  };
  turn();
  return () => {
    isWanted = false;
  };
}
