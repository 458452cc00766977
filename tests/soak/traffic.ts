// What the soak's page fetches, and what it notes of each response: the account that the log is held against.
import type { Page } from 'puppeteer-core';

/** One request of the plan. */
export interface PlannedRequest {
  /** When it is sent, ms after the start. */
  readonly at: number;
  /** Unique by its `n`. */
  readonly url: string;
}

/** One response as the page received it; epoch ms. */
export interface Received {
  readonly url: string;
  readonly status: number;
  readonly startedAt: number;
  /** When its body was there, as the browser noted it: on a busy machine the page is told much later. */
  readonly endedAt: number;
}

// A browser opens six connections to a host: several hosts, so that tens of requests are under way at once.
const hosts = ['api', 'chunks', 'ingress', 'files', 'device'].map((name) => `http://${name}.memfault.com`);
const statuses = [200, 200, 200, 201, 204, 400, 404, 429, 500, 503, 529];
/** One request in so many brings others along. */
const BURST_EVERY = 150;

/** How often the page is asked whether all has come, ms. */
const LOOK_MS = 500;

/** A page from which the plan's requests can be sent. */
export const TRAFFIC_PAGE = `${hosts[0]}/blank`;

/** How much traffic there is. */
export interface TrafficOptions {
  readonly responses: number;
  /** Over which it is spread, ms. */
  readonly ms: number;
  /** How many requests of a burst go out together. */
  readonly burst: number;
}

/**
 * Single requests and bursts at random times, one in ten answered late (up to 2 s) and one in ten with a body that
 * trickles in.
 */
export function planTraffic(options: TrafficOptions, random: () => number): PlannedRequest[] {
  const { responses, ms, burst } = options;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const plan: PlannedRequest[] = [];
  const add = (at: number): void => {
    const takes = Math.ceil(random() ** 3 * 2000);
    const kind = random();
    const path =
      kind < 0.1
        ? `delay?ms=${takes}`
        : kind < 0.2
          ? `slow?ms=${takes}&bytes=400`
          : `status/${pick(statuses)}?`;
    plan.push({ at, url: `${pick(hosts)}/${path}&n=${plan.length}` });
  };
  while (plan.length < responses) {
    const at = random() * ms;
    const together = random() < 1 / BURST_EVERY ? burst : 1;
    for (let n = 0; n < together && plan.length < responses; n++) add(at);
  }
  return plan.sort((a, b) => a.at - b.at);
}

/** Runs the plan in the page; resolves to what the page received. Failures are not responses. */
export async function runTraffic(page: Page, plan: readonly PlannedRequest[]): Promise<Received[]> {
  await page.evaluate((requests) => {
    const account = {
      statuses: new Map<string, number>(),
      timings: new Map<string, { startedAt: number; endedAt: number }>(),
      left: requests.length,
    };
    Object.assign(window, { soak: account });
    new PerformanceObserver((list) => {
      for (const { name, startTime, responseEnd } of list.getEntries() as PerformanceResourceTiming[]) {
        const { timeOrigin } = performance;
        account.timings.set(name, { startedAt: timeOrigin + startTime, endedAt: timeOrigin + responseEnd });
      }
    }).observe({ type: 'resource' });
    const send = async (url: string): Promise<void> => {
      try {
        const response = await fetch(url);
        await response.text();
        account.statuses.set(url, response.status);
      } finally {
        account.left -= 1;
      }
    };
    const began = performance.now();
    let next = 0;
    const timer = setInterval(() => {
      for (; next < requests.length; next++) {
        const request = requests[next];
        if (!request) break;
        if (request.at > performance.now() - began) return;
        void send(request.url);
      }
      clearInterval(timer);
    }, 5);
  }, plan);
  // Short questions: the driver gives up a long one.
  while (!(await isOver(page))) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  return page.evaluate(() => {
    const { statuses, timings } = (window as unknown as { soak: Account }).soak;
    return [...statuses].flatMap(([url, status]) => {
      const timing = timings.get(url);
      return timing ? [{ url, status, ...timing }] : [];
    });
  });
}

const isOver = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { left, statuses, timings } = (window as unknown as { soak: Account }).soak;
    return left === 0 && [...statuses.keys()].every((url) => timings.has(url));
  });

/** What the page keeps, by URL. */
interface Account {
  readonly left: number;
  readonly statuses: ReadonlyMap<string, number>;
  readonly timings: ReadonlyMap<string, Pick<Received, 'startedAt' | 'endedAt'>>;
}
