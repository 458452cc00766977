// A signal whose value outlives the page.
import { effect, type Signal } from '@preact/signals-core';

/** Gives the signal its stored value once that is read, and stores what it is changed to from then on. */
export async function remember<T>(
  value: Signal<T>,
  stored: { read(): Promise<T>; write(value: T): Promise<void> },
  warn: (error: unknown) => void,
): Promise<void> {
  let last: T = await stored.read();
  value.value = last;
  effect(() => {
    if (value.value === last) return;
    last = value.value;
    stored.write(last).catch(warn);
  });
}
