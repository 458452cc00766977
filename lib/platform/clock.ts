// The clock and timers, for those parts of the domain that take them as arguments.

/** Epoch ms. */
export const now = (): number => Date.now();

/** Runs `task` once after `ms`. */
export const later = (ms: number, task: () => void): void => {
  setTimeout(task, ms);
};

/** Runs `task` every `ms` until the returned function is called. */
export function every(ms: number, task: () => void): () => void {
  const timer = setInterval(task, ms);
  return () => clearInterval(timer);
}
