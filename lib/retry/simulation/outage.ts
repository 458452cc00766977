// The models of what goes wrong: which request fails at which second.
import type { Random } from './random.ts';

/** Seconds count from the beginning of the outage, probabilities and shares from 0 to 1. */
export type OutageModel =
  /** Every request fails with this probability, whenever it is sent. */
  | { readonly kind: 'independent'; readonly failure: number }
  /** Everything before this second fails, nothing after. */
  | { readonly kind: 'fixed'; readonly seconds: number }
  /** As fixed, its length drawn from the exponential distribution of this mean. */
  | { readonly kind: 'exponential'; readonly meanSeconds: number }
  /** The server goes between a good and a bad state; each lasts exponentially long and has its own failures. */
  | {
      readonly kind: 'gilbert-elliott';
      readonly goodSeconds: number;
      readonly badSeconds: number;
      readonly goodFailure: number;
      readonly badFailure: number;
    }
  /**
   * Everything before `outageSeconds` fails; then so many requests are served in each second of the clock and
   * the rest refused. Overload feeds back: what is refused comes again, and each refusal takes `refusalCost`
   * of the work of one answer, which is carried into the seconds after when it is more than a second's.
   */
  | {
      readonly kind: 'capacity';
      readonly perSecond: number;
      readonly outageSeconds: number;
      readonly refusalCost: number;
    };

/** One course of events. */
export interface Outage {
  /** Draws a new course. */
  restart(): void;
  /** Whether a request sent at this second fails; within a course, asked in order of time. */
  fails(atSeconds: number): boolean;
  /** The second from which requests can succeed again, NaN for a model that has none. */
  endsAt(): number;
}

const noEnd = (): number => Number.NaN;
const nothingToDraw = (): void => {};

/** A model in its first course. */
export function createOutage(model: OutageModel, random: Random): Outage {
  switch (model.kind) {
    case 'independent': {
      const { failure } = model;
      return { restart: nothingToDraw, fails: () => random() < failure, endsAt: noEnd };
    }
    case 'fixed': {
      const { seconds } = model;
      return { restart: nothingToDraw, fails: (at) => at < seconds, endsAt: () => seconds };
    }
    case 'exponential':
      return exponential(model.meanSeconds, random);
    case 'gilbert-elliott':
      return gilbertElliott(model, random);
    case 'capacity':
      return capacity(model);
  }
}

function exponential(mean: number, random: Random): Outage {
  let end = 0;
  const restart = (): void => {
    end = -mean * Math.log(1 - random());
  };
  restart();
  return { restart, fails: (at) => at < end, endsAt: () => end };
}

/** The state has no memory, so it is drawn only when asked for, given the last one; the first is stationary. */
function gilbertElliott(model: Extract<OutageModel, { kind: 'gilbert-elliott' }>, random: Random): Outage {
  const { goodSeconds, badSeconds, goodFailure, badFailure } = model;
  const badShare = badSeconds / (goodSeconds + badSeconds);
  const rate = 1 / goodSeconds + 1 / badSeconds;
  let isBad = false;
  let last = 0;
  const restart = (): void => {
    isBad = random() < badShare;
    last = 0;
  };
  restart();
  return {
    restart,
    endsAt: noEnd,
    fails(at) {
      if (at > last) {
        const memory = Math.exp((last - at) * rate);
        isBad = random() < badShare + ((isBad ? 1 : 0) - badShare) * memory;
        last = at;
      }
      return random() < (isBad ? badFailure : goodFailure);
    },
  };
}

function capacity({
  perSecond,
  outageSeconds,
  refusalCost,
}: Extract<OutageModel, { kind: 'capacity' }>): Outage {
  let second = 0;
  let work = 0;
  return {
    restart() {
      second = 0;
      work = 0;
    },
    endsAt: () => outageSeconds,
    fails(at) {
      if (at < outageSeconds) return true;
      const now = Math.floor(at);
      if (now > second) {
        work = Math.max(0, work - perSecond * (now - second));
        second = now;
      }
      const refused = work + 1 > perSecond;
      work += refused ? refusalCost : 1;
      return refused;
    },
  };
}
