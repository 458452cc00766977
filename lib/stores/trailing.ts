// Rows a moment after they have changed: for what is counted of them, so that the list need not wait for it.
import { effect, type ReadonlySignal, signal } from '@preact/signals';

/** Up to so many rows all is worked out in the same task: it takes a few ms. */
export const AT_ONCE = 20_000;

/** Follows a list: in a task of its own where it is long, so that others come first. `later` runs a task once after so many ms. */
export function trailing<T>(
  list: ReadonlySignal<readonly T[]>,
  later: (ms: number, task: () => void) => void,
): ReadonlySignal<readonly T[]> {
  const followed = signal<readonly T[]>([]);
  let isDue = false;
  effect(() => {
    const now = list.value;
    if (now.length <= AT_ONCE) {
      followed.value = now;
      return;
    }
    if (isDue) return;
    isDue = true;
    later(0, () => {
      isDue = false;
      followed.value = list.peek();
    });
  });
  return followed;
}
