// Parts of a page that are loaded when they are first wanted, so that they don't stand before its first paint.
import { type ReadonlySignal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Where the loading stands; `reason` is the browser's own sentence. */
export type Loaded<T> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly reason: string };

/** Something that is loaded at most once. */
export interface Lazy<T> {
  readonly state: ReadonlySignal<Loaded<T>>;
  /** Loads it unless that was done; a failure is told by `state` and tried again by the next call. Never rejects. */
  load(): Promise<Loaded<T>>;
}

/** Makes a part that `source` loads; nothing is loaded yet. */
export function createLazy<T>(source: () => Promise<T>): Lazy<T> {
  const state = signal<Loaded<T>>({ kind: 'waiting' });
  let loading: Promise<Loaded<T>> | undefined;

  const begin = async (): Promise<Loaded<T>> => {
    try {
      state.value = { kind: 'ready', value: await source() };
    } catch (error) {
      loading = undefined;
      state.value = { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
    return state.value;
  };

  return {
    state,
    load() {
      loading ??= begin();
      return loading;
    },
  };
}

/** What is seen first comes first, ms: the first rows too. */
const REST_MS = 1_000;

/**
 * Loads a part at once where it is wanted, else soon after the first view has been painted: so it is there when it is
 * wanted, and stays there when the browser replaces the extension under an open page. A failure is tried again whenever
 * `isWanted` changes; `onFailed` hears of it where the part is wanted.
 */
export function useLoadedSoon(
  load: () => Promise<Loaded<unknown>>,
  isWanted: boolean,
  onFailed?: (reason: string) => void,
): void {
  useEffect(() => {
    const begin = () =>
      void load().then((loaded) => {
        if (loaded.kind === 'failed' && isWanted) onFailed?.(loaded.reason);
      });
    const timer = setTimeout(begin, isWanted ? 0 : REST_MS);
    return () => clearTimeout(timer);
  }, [isWanted]);
}
