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

/** Resolves once what stands on the page has been drawn; on a page that nobody sees, soon. */
export function drawn(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, UNSEEN_MS);
  });
}

/** Pages that nobody sees are not drawn. */
const UNSEEN_MS = 100;
