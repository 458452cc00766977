// A browser's grants for tests: who may be asked for what, and either browser's manner of taking grants back.
import { isCovered } from '../../../../lib/providers/site.ts';
import type { OriginsGate, PurposeMemory, Purposes } from '../../../../lib/stores/site-access.ts';

/** A gate with its insides in view. */
export interface TestGate extends OriginsGate {
  readonly held: () => string[];
  /** What is answered to the next questions; true at first. */
  answer: boolean;
  /** A change that another page, or the browser's own settings, made. */
  elsewhere(patterns: readonly string[]): void;
}

/** `chromium` also takes what a pattern covers when it is removed (measured in 156); `firefox` takes the very pattern. */
export function createGate(manner: 'chromium' | 'firefox', patterns: readonly string[] = []): TestGate {
  let held = [...patterns];
  const listeners: (() => void)[] = [];
  const change = (next: readonly string[]): void => {
    held = [...next];
    for (const listener of listeners) listener();
  };
  return {
    answer: true,
    held: () => [...held].sort(),
    elsewhere: change,
    granted: async () => [...held],
    async request(origins) {
      if (this.answer) change([...new Set([...held, ...origins])]);
      return this.answer;
    },
    async remove(origins) {
      const gone = (pattern: string): boolean =>
        manner === 'chromium' ? isCovered(pattern, origins) : origins.includes(pattern);
      change(held.filter((pattern) => !gone(pattern)));
    },
    onChanged: (listener) => listeners.push(listener),
  };
}

/** A memory that several pages share. */
export function createMemory(purposes: Purposes = {}): PurposeMemory {
  let kept = purposes;
  const listeners: ((purposes: Purposes) => void)[] = [];
  return {
    read: async () => kept,
    async write(next) {
      kept = next;
      for (const listener of listeners) listener(next);
    },
    onChanged: (listener) => listeners.push(listener),
  };
}

/** Promises that are under way come to their end. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
