// A file that is being opened, or was: how far it is, what could not be read, and its rows in the inspector.
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Exchange } from '../http/exchange.ts';
import type { Problem } from '../http/result.ts';
import { say } from '../words/say.ts';
import type { LiveInspectorStore } from './inspector-store.ts';

/** Opens one file elsewhere; platform/open-file-worker gives the real one. */
export type StartOpening<F> = (
  file: F,
  listener: {
    onBatch(
      opened: {
        readonly exchanges: readonly Exchange[];
        readonly problems: readonly Problem[];
        readonly gaps?: readonly string[];
      },
      share: number,
    ): void;
    onError(message: string): void;
  },
) => { cancel(): void };

/** Where a file stands. */
export interface OpeningState {
  readonly kind: 'reading' | 'done' | 'cancelled' | 'failed';
  readonly name: string;
  /** How much of it was read, 0 … 1. */
  readonly share: number;
  /** Exchanges read. */
  readonly count: number;
  /** The first of what could not be read, and how many there are in all. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** Why it failed, '' otherwise. */
  readonly message: string;
}

/** Files that are opened one after another, each in the place of the one before. */
export interface OpeningStore<F> {
  /** null before the first, and once a person has seen what was wrong with the last. */
  readonly state: ReadonlySignal<OpeningState | null>;
  /** One sentence on the file that is shown; '' before the first. */
  readonly note: ReadonlySignal<string>;
  open(file: F): void;
  /** Shows exchanges that need no opening. */
  show(note: string, exchanges: readonly Exchange[], gaps: readonly string[]): void;
  /** What was read by now stays. */
  cancel(): void;
  /** Takes away what is said of the file, not its rows. */
  dismiss(): void;
  /** Takes the rows away, and reads no further. */
  clear(): void;
}

/** More problems are counted, not kept. */
const PROBLEMS_KEPT = 500;

/** Puts the exchanges of files into an inspector. */
export function createOpeningStore<F extends { readonly name: string }>(
  inspector: Pick<LiveInspectorStore, 'apply' | 'clear' | 'told'>,
  start: StartOpening<F>,
): OpeningStore<F> {
  const state = signal<OpeningState | null>(null);
  const note = signal('');
  let lastSeq = 0;
  let running: { cancel(): void } | undefined;

  const take = (exchanges: readonly Exchange[], more: boolean): void =>
    inspector.apply(
      exchanges.map((exchange) => {
        lastSeq += 1;
        // All that a file holds is shown, whichever tab it came from.
        return { kind: 'exchange', seq: lastSeq, tabId: 0, exchange };
      }),
      more,
    );
  const stop = (): void => {
    if (!running) return;
    running.cancel();
    running = undefined;
    // Rows that waited for those that followed are shown.
    take([], false);
  };
  const clear = (): void => {
    inspector.clear(lastSeq);
    inspector.told.value = [];
    note.value = '';
  };
  /** What is known of the file once nothing more will come. */
  const end = (last: OpeningState, gaps: readonly string[]): void => {
    const { name, count, problemCount } = last;
    running = undefined;
    state.value = last;
    // A file of which nothing could be read leaves what is shown as it is.
    if (count === 0 && last.kind !== 'done') return;
    take([], false);
    const told = [...gaps];
    if (problemCount > 0) told.push(say('open.left', { name, n: problemCount }));
    if (last.kind !== 'done') told.push(say('open.stopped', { name, percent: Math.floor(last.share * 100) }));
    inspector.told.value = told;
    note.value = say('open.held', { name, n: count });
  };

  const open = (file: F): void => {
    stop();
    const { name } = file;
    let now: OpeningState = {
      kind: 'reading',
      name,
      share: 0,
      count: 0,
      problems: [],
      problemCount: 0,
      message: '',
    };
    state.value = now;
    running = start(file, {
      onBatch({ exchanges, problems, gaps }, share) {
        batch(() => {
          if (now.count === 0 && exchanges.length > 0) {
            clear();
            note.value = say('open.begun', { name });
          }
          now = {
            ...now,
            share,
            count: now.count + exchanges.length,
            problems: [...now.problems, ...problems].slice(0, PROBLEMS_KEPT),
            problemCount: now.problemCount + problems.length,
          };
          if (exchanges.length > 0) take(exchanges, true);
          if (!gaps) {
            state.value = now;
            return;
          }
          const isUnusable = now.count === 0 && now.problemCount > 0;
          if (now.count === 0 && !isUnusable) clear();
          end({ ...now, kind: isUnusable ? 'failed' : 'done' }, gaps);
        });
      },
      onError: (message) => batch(() => end({ ...now, kind: 'failed', message }, [])),
    });
  };

  return {
    state,
    note,
    open,
    show(text, exchanges, gaps) {
      stop();
      batch(() => {
        state.value = null;
        clear();
        take(exchanges, false);
        inspector.told.value = gaps;
        note.value = text;
      });
    },
    cancel() {
      const last = state.value;
      if (last?.kind !== 'reading') return;
      stop();
      batch(() => end({ ...last, kind: 'cancelled' }, []));
    },
    dismiss() {
      state.value = null;
    },
    clear() {
      stop();
      batch(() => {
        state.value = null;
        clear();
      });
    },
  };
}
