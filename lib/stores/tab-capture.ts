// What the popup's switch is about: which choice is shown for the tab's host, whether it is granted, what else holds it.
import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { Catalogue } from '../providers/catalogue.ts';
import { type CaptureChoice, captureChoices } from '../providers/site.ts';
import { createAttempt } from './attempt.ts';
import type { HeldOrigin, SiteAccess } from './site-access.ts';

export type { CaptureChoice } from '../providers/site.ts';

/** What is captured of the tab's host: all that is chosen, less than that, or nothing. */
export type CaptureState = 'on' | 'part' | 'off';

/** The choice of what to capture of one host, and its switch. */
export interface TabCapture {
  readonly choices: ReadonlySignal<readonly CaptureChoice[]>;
  readonly chosen: ReadonlySignal<CaptureChoice>;
  readonly state: ReadonlySignal<CaptureState>;
  /** The widest choice that is granted, undefined when none is. */
  readonly widest: ReadonlySignal<CaptureChoice | undefined>;
  /** After switching off in vain: the grants that hold the host all the same. Empty otherwise. */
  readonly stillHeld: ReadonlySignal<readonly HeldOrigin[]>;
  /** Why the last switching came to nothing, '' when it did not. */
  readonly problem: ReadonlySignal<string>;
  choose(id: string): void;
  /** Asks for what is chosen, or gives it back; must be called straight from a click. */
  toggle(): Promise<void>;
  /** Gives back one of `stillHeld`. */
  revoke(pattern: string): Promise<void>;
}

/** The widest first: what is granted is shown as what it is. */
const byWidth = ['all', 'providers', 'provider', 'site'];

/** Starts at the widest choice that is granted, else at the site with the providers. `host` as `siteOf` gives it. */
export function createTabCapture(
  host: string,
  catalogue: ReadonlySignal<Catalogue>,
  access: SiteAccess,
): TabCapture {
  const picked = signal('');
  const triedToStop = signal(false);
  const problem = signal('');
  const choices = computed(() => captureChoices(host, catalogue.value));
  const at = (id: string): CaptureChoice | undefined => choices.value.find((choice) => choice.id === id);
  const widest = computed(() => {
    const granted = choices.value.filter(({ origins }) => access.isGranted(origins));
    return byWidth.flatMap((kind) => granted.filter(({ id }) => id.split(':')[0] === kind))[0];
  });
  const chosen = computed(() => at(picked.value) ?? widest.value ?? at('providers') ?? nothing);
  const own = computed(() => at('site')?.origins ?? []);
  const state = computed((): CaptureState => {
    if (access.isGranted(chosen.value.origins)) return 'on';
    return access.isGranted(own.value) ? 'part' : 'off';
  });
  const attempt = createAttempt(problem, () => {
    triedToStop.value = false;
  });
  const stop = (change: () => Promise<void>): Promise<void> =>
    attempt(async () => {
      await change();
      triedToStop.value = true;
    });

  return {
    choices,
    chosen,
    state,
    widest,
    stillHeld: computed(() => (triedToStop.value ? access.holding(own.value) : [])),
    problem,
    choose(id) {
      picked.value = id;
      void attempt(async () => {});
    },
    toggle() {
      const { id, origins } = chosen.value;
      const purpose = id === 'all' ? 'all' : `site:${host}`;
      // What is switched stays in view, whatever is granted afterwards.
      picked.value = id;
      return state.value === 'on'
        ? stop(() => access.giveBack(purpose, origins))
        : attempt(() => access.ask(purpose, origins));
    },
    revoke: (pattern) => stop(() => access.revoke(pattern)),
  };
}

const nothing: CaptureChoice = { id: '', provider: '', origins: [] };
