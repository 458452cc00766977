// What the detail remembers while rows change: its tab, what the person asked of schedules, and the body asked for.
import type { Signal } from '@preact/signals';
import type { BodyAnswer } from '../../lib/http/body.ts';
import type { Exchange } from '../../lib/http/exchange.ts';

/** The tabs of the detail, in their order. */
export const detailTabs = [
  'advice',
  'schedule',
  'simulate',
  'attempts',
  'timing',
  'headers',
  'body',
  'compare',
] as const;

/** One of them. */
export type DetailTab = (typeof detailTabs)[number];

/** What the person chose about schedules; kept while rows and tabs change. */
export interface ScheduleChoice {
  readonly outage: Signal<string>;
  readonly reading: Signal<string>;
}

/** Asks for the body of an exchange; where it can be asked for, the answer says what came of it. */
export type ReadBody = (exchange: Exchange) => Promise<BodyAnswer>;

/** How JSON is shown. */
export type BodyForm = 'pretty' | 'raw';

/** The last question for a body; `answer` is null until it comes. */
export interface AskedBody {
  /** Which exchange, as it was known then. */
  readonly of: string;
  readonly answer: BodyAnswer | null;
}

/** What the tab Body remembers while rows and tabs change. */
export interface BodyChoice {
  readonly asked: Signal<AskedBody>;
  readonly form: Signal<BodyForm>;
  /** What is looked for in bodies. */
  readonly wanted: Signal<string>;
}
