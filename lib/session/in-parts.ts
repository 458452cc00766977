// Work that may be interrupted: it yields where it can wait, and returns its result.

/** Yields every few thousand steps, well under a millisecond or two apart where that can be. */
export type InParts<T> = Generator<void, T>;

/** The result, worked out without a pause. */
export function finish<T>(work: InParts<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value as T;
  }
}
