// What the detail remembers while rows change: its tab, and what the person asked of schedules.
import type { Signal } from '@preact/signals';

/** The tabs of the detail. */
export type DetailTab = 'advice' | 'schedule' | 'attempts' | 'timing' | 'headers' | 'compare';

/** What the person chose about schedules; kept while rows and tabs change. */
export interface ScheduleChoice {
  readonly outage: Signal<string>;
  readonly reading: Signal<string>;
}
