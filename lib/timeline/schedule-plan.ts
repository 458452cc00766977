// What a schedule chart has to show: advice under one reading and one assumed outage, as plain values.
import type { Advice } from '../annotate/annotation.ts';
import type { RetryAfter } from '../http/retry-after.ts';
import { formatDuration } from '../retry/duration.ts';
import { say } from '../words/say.ts';

/** How long the failure is assumed to last. */
export interface Outage {
  readonly id: string;
  readonly label: string;
  /** 0 = nothing assumed. */
  readonly seconds: number;
}

const outage = (id: string, seconds: number): Outage => ({
  id,
  get label() {
    if (seconds === 0) return say('axis.none');
    return id.endsWith('m') ? say('axis.minutes', { n: seconds / 60 }) : formatDuration(seconds);
  },
  seconds,
});

const none = outage('none', 0);

/** The outages to choose from, shortest first. */
export const outages: readonly Outage[] = [
  none,
  outage('30s', 30),
  outage('1m', 60),
  outage('10m', 600),
  outage('1h', 3600),
  outage('6h', 21_600),
];

/** The outage of an id; nothing assumed when there is no such id. */
export function outageOf(id: string): Outage {
  return outages.find((one) => one.id === id) ?? none;
}

/**
 * `planned`: nothing assumed; `fails`: inside the outage; `recovers`: the first after it; `spare`: not needed any more.
 */
export type Outcome = 'planned' | 'fails' | 'recovers' | 'spare';

/** One retry of the schedule, seconds since the response. */
export interface PlannedRetry {
  /** 1 for the first. */
  readonly retry: number;
  readonly wait: number;
  readonly instant: number;
  readonly outcome: Outcome;
}

/** What the retries of another reading come to, seconds since the response. */
export interface OtherReading {
  readonly id: string;
  readonly retries: number;
  readonly first: number;
  readonly last: number;
}

/** Instants, a window with no instants in it, or a statement when there is nothing to draw. */
export type SchedulePlan =
  | {
      readonly kind: 'instants';
      readonly retries: readonly PlannedRetry[];
      /** The instant that ends the failure; null when no outage is assumed or none outlives it. */
      readonly recoversAt: number | null;
      /** The readings that were not chosen. */
      readonly others: readonly OtherReading[];
    }
  | {
      readonly kind: 'band';
      readonly fromSeconds: number;
      readonly windowSeconds: number;
      readonly maxRetries: number;
      /** An even spread, to be labelled as an illustration: the document names no instants. */
      readonly illustration: readonly PlannedRetry[];
      readonly recoversAt: number | null;
    }
  | { readonly kind: 'statement' };

/** The plan of an advice. `readingId` picks among its readings; an unknown id takes the first. */
export function planSchedule(advice: Advice, readingId: string, outageSeconds: number): SchedulePlan {
  const { waits, windowSeconds } = advice;
  const reading = advice.readings.find(({ id }) => id === readingId) ?? advice.readings[0];
  const maxRetries = reading?.maxRetries ?? advice.maxRetries;
  const header = waitOf(advice.retryAfter);
  const instants = reading ? advice.instants.slice(0, reading.maxRetries) : advice.instants;
  if (advice.decision === 'anytime' && header === 0) return { kind: 'statement' };
  if (instants.length > 0) {
    const retries = withOutcomes(instants, waits, outageSeconds);
    const others = otherReadings(advice, reading?.id);
    return { kind: 'instants', retries, recoversAt: recovery(retries), others };
  }
  if (
    advice.decision === 'limited' &&
    windowSeconds !== null &&
    maxRetries !== null &&
    header <= windowSeconds
  ) {
    const fromSeconds = header;
    const spread = Array.from(
      { length: maxRetries },
      (_, index) => fromSeconds + ((windowSeconds - fromSeconds) * (index + 1)) / maxRetries,
    );
    const illustration = withOutcomes(spread, [], outageSeconds);
    return {
      kind: 'band',
      fromSeconds,
      windowSeconds,
      maxRetries,
      illustration,
      recoversAt: recovery(illustration),
    };
  }
  return { kind: 'statement' };
}

function otherReadings({ readings, instants }: Advice, chosenId: string | undefined): OtherReading[] {
  return readings
    .filter(({ id }) => id !== chosenId)
    .flatMap(({ id, maxRetries }) => {
      const own = instants.slice(0, maxRetries);
      const [first] = own;
      const last = own[own.length - 1];
      return first === undefined || last === undefined ? [] : [{ id, retries: own.length, first, last }];
    });
}

function withOutcomes(instants: readonly number[], waits: readonly number[], outage: number): PlannedRetry[] {
  let recovered = false;
  return instants.map((instant, index) => {
    const wait = waits[index] ?? instant - (instants[index - 1] ?? 0);
    let outcome: Outcome = 'planned';
    if (outage > 0) {
      outcome = instant < outage ? 'fails' : recovered ? 'spare' : 'recovers';
      if (outcome === 'recovers') recovered = true;
    }
    return { retry: index + 1, wait, instant, outcome };
  });
}

function recovery(retries: readonly PlannedRetry[]): number | null {
  return retries.find(({ outcome }) => outcome === 'recovers')?.instant ?? null;
}

function waitOf(retryAfter: RetryAfter): number {
  return retryAfter.kind === 'seconds' || retryAfter.kind === 'date' ? retryAfter.seconds : 0;
}
