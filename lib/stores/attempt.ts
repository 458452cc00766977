// How a page makes a change that may fail: what the last one left to say goes, and why this one failed is said.
import type { Signal } from '@preact/signals-core';

/** Begins the change at once, so that it may be a question to the browser; never rejects. */
export type Attempt = (change: () => Promise<unknown>) => Promise<void>;

/** `problem` is '' while nothing failed; `forget` drops whatever else the last change left to say. */
export function createAttempt(problem: Signal<string>, forget: () => void): Attempt {
  return async (change) => {
    problem.value = '';
    forget();
    try {
      await change();
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    }
  };
}
