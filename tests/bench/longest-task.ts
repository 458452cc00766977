// The longest task of a page while something is done with it, as the browser itself recorded it.
import type { Page } from 'puppeteer-core';

/** Ms, of the page's main thread: of the clock, and of that what the processor was at it. */
export interface TaskTime {
  readonly wall: number;
  readonly cpu: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** µs */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** How many tasks are listed, longest first. */
const LISTED = 5;

/** Traces a page while `act` runs; the longest tasks of its main thread, longest first. */
export async function longestTasks(page: Page, act: () => Promise<void>): Promise<TaskTime[]> {
  const marker = `rs-bench-${Math.random()}`;
  await page.tracing.start({
    categories: ['-*', 'disabled-by-default-devtools.timeline', 'toplevel', 'blink.user_timing'],
  });
  // The page names its thread itself.
  await page.evaluate((name) => performance.mark(name), marker);
  await act();
  const trace = await page.tracing.stop();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as { traceEvents: TraceEvent[] };
  const own = traceEvents.find(({ name }) => name === marker);
  return traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === own?.pid && tid === own.tid)
    .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, cpu: tdur / 1000 }))
    .sort((a, b) => b.wall - a.wall)
    .slice(0, LISTED);
}
