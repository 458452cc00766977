// How what the background can't do without is read: again and again until the browser gives it.
import { later } from './clock.ts';
import { warn } from './warn.ts';

/** The pause before the next try, ms. */
const AGAIN_MS = 100;

/**
 * What `read` resolves to, however often it has to be tried: a browser that is busy may refuse a worker that has only
 * just started. Each failure is told on the console.
 */
export function surely<T>(read: () => Promise<T>): Promise<T> {
  return read().catch((problem: unknown) => {
    warn(problem);
    return new Promise<T>((resolve) => later(AGAIN_MS, () => resolve(surely(read))));
  });
}
