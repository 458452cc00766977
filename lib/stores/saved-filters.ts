// The filters a person keeps: the expressions saved by name, and the last one, which comes back with the panel.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { type LastFilter, type SavedFilter, withoutSaved, withSaved } from '../session/filter-memory.ts';
import type { InspectorStore } from './inspector-store.ts';

export type { SavedFilter } from '../session/filter-memory.ts';

/** Where a value is kept between visits. */
interface Memory<T> {
  read(): Promise<T>;
  write(value: T): Promise<void>;
}

/** The same for a value that every open page follows. */
interface SharedMemory<T> extends Memory<T> {
  onChanged(listener: (value: T) => void): void;
}

/** The expressions saved by name, and the ways to change them. */
export interface SavedFilters {
  /** In the order they were saved. */
  readonly list: ReadonlySignal<readonly SavedFilter[]>;
  /** Keeps an expression; one of that name is replaced, and without a name the expression is its own. */
  save(name: string, text: string): void;
  remove(name: string): void;
}

/** Opens the list and follows it; `warn` hears of what could not be read or written. */
export function openSavedFilters(
  memory: SharedMemory<readonly SavedFilter[]>,
  warn: (problem: unknown) => void,
): SavedFilters {
  const list = signal<readonly SavedFilter[]>([]);
  const loaded = memory.read().then((saved) => {
    list.value = saved;
  });
  loaded.catch(warn);
  memory.onChanged((saved) => {
    list.value = saved;
  });
  // Only a list that was read may be written: another would replace what is there.
  const change = (next: (current: readonly SavedFilter[]) => readonly SavedFilter[]): void => {
    loaded
      .then(() => {
        list.value = next(list.value);
        return memory.write(list.value);
      })
      .catch(warn);
  };
  return {
    list,
    save: (name, text) => change((current) => withSaved(current, name, text)),
    remove: (name) => change((current) => withoutSaved(current, name)),
  };
}

/** What `rememberFilter` needs of the browser. */
interface RememberTools {
  later(ms: number, task: () => void): void;
  warn(problem: unknown): void;
}

/** Typing makes a value a keystroke; one in so many ms is written. */
const WRITE_MS = 300;

/** Brings the last filter back, unless one was typed in the meantime, and from then on keeps the current one. */
export async function rememberFilter(
  { filterText, segment }: Pick<InspectorStore, 'filterText' | 'segment'>,
  memory: Memory<LastFilter>,
  { later, warn }: RememberTools,
): Promise<void> {
  const last = await memory.read();
  if (filterText.value === '' && segment.value === 'all') {
    filterText.value = last.text;
    segment.value = last.segment;
  }
  let kept = last;
  let waits = false;
  effect(() => {
    const current = { text: filterText.value, segment: segment.value };
    if (waits || isSame(current, kept)) return;
    waits = true;
    later(WRITE_MS, () => {
      waits = false;
      kept = { text: filterText.value, segment: segment.value };
      memory.write(kept).catch(warn);
    });
  });
}

const isSame = (a: LastFilter, b: LastFilter): boolean => a.text === b.text && a.segment === b.segment;
