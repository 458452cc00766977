import { describe, expect, it } from 'vitest';
import type { CaptureEvent } from '../../../../lib/capture/capture-event.ts';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import type { LogBatch } from '../../../../lib/session/log-record.ts';
import { createMemoryStorage } from '../../../../lib/session/memory-storage.ts';
import { openRecord } from '../../../../lib/session/record-text.ts';
import { createRecorder, type Recorder } from '../../../../lib/session/recorder.ts';
import { openSessionLog, type SessionLog } from '../../../../lib/session/session-log.ts';
import { createMark } from '../../../fixtures/memory-mark.ts';

const base = {
  requestId: '1',
  url: 'https://api.memfault.com/x?token=hunter22',
  method: 'GET',
  tabId: 3,
  resourceType: 'xmlhttprequest',
  initiator: '',
  timeStamp: 1000,
};
const completed: CaptureEvent = {
  ...base,
  kind: 'completed',
  timeStamp: 1050,
  status: 503,
  statusText: '',
  httpVersion: 'HTTP/1.1',
  responseHeaders: [],
  serverIPAddress: '',
  fromCache: false,
};
/** Time that tests move on: timers run when they are due. */
function clock() {
  const tasks: { at: number; task: () => void }[] = [];
  let time = 10_000;
  return {
    now: () => time,
    later: (ms: number, task: () => void) => void tasks.push({ at: time + ms, task }),
    pass(ms: number) {
      time += ms;
      for (const due of tasks.filter(({ at }) => at <= time)) {
        tasks.splice(tasks.indexOf(due), 1);
        due.task();
      }
    },
  };
}
const open = (storage = createMemoryStorage(), now = () => 1e9): Promise<SessionLog> =>
  openSessionLog({
    storage,
    later: () => {},
    now,
    retention: { exchanges: 1e4, bytes: 1e9 },
    mark: createMark(),
  });
function record(log: Promise<SessionLog>, time = clock()): Recorder {
  return createRecorder(log, {
    redact: (exchange) => ({ ...exchange, url: exchange.url.replace('hunter22', '***') }),
    allows: ({ url }) => !url.includes('ungranted'),
    ...time,
  });
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const started: CaptureEvent = { ...base, kind: 'started', requestBodySize: -1 };

async function stored(log: SessionLog): Promise<Exchange[]> {
  const found: Exchange[] = [];
  for await (const { records } of log.catchUp(0)) {
    for (const sealed of records) {
      const entry = openRecord(sealed);
      if (entry?.kind === 'exchange') found.push(entry.exchange);
    }
  }
  return found;
}

describe('recorder', () => {
  it('keeps events that come before the log is open, and redacts before anything is kept', async () => {
    let openNow = (): void => {};
    const opening = new Promise<void>((resolve) => {
      openNow = resolve;
    }).then(() => open());
    const recorder = record(opening);
    recorder.onCapture(started);
    recorder.onCapture(completed);
    openNow();
    await settled();
    expect(await stored(await opening)).toMatchObject([
      { id: '1.0', status: 503, time: 50, url: 'https://api.memfault.com/x?token=***' },
    ]);
  });

  it('numbers the hops of a request by time, in whatever order they woke it', async () => {
    const log = await open();
    const recorder = record(Promise.resolve(log));
    const hop = (at: number, path: string): CaptureEvent => ({
      ...completed,
      kind: 'redirected',
      url: `https://a.test/${path}`,
      redirectURL: `https://a.test/${path}x`,
      timeStamp: at,
    });
    for (const event of [hop(1030, 'c'), hop(1010, 'a'), hop(1020, 'b')]) recorder.onCapture(event);
    await settled();
    await log.flush();
    expect((await stored(log)).map(({ id, url }) => [id, new URL(url).pathname])).toEqual([
      ['1.0', '/a'],
      ['1.1', '/b'],
      ['1.2', '/c'],
    ]);
  });

  it('tells hops of the same address apart that are told in no order after it woke, and takes back what was none', async () => {
    const log = await open();
    const recorder = record(Promise.resolve(log));
    await settled();
    const loop = { url: 'https://a.test/loop' };
    const redirected = { ...completed, ...loop, kind: 'redirected' as const, redirectURL: loop.url };
    recorder.onCapture({ ...redirected, timeStamp: 1030 });
    recorder.onCapture({ ...started, ...loop, timeStamp: 1020 });
    recorder.onCapture({ ...redirected, timeStamp: 1010 });
    recorder.onCapture({ ...completed, ...loop, timeStamp: 1050 });
    recorder.onCapture({ ...started, ...loop, timeStamp: 1000 });
    recorder.onCapture({ ...started, ...loop, timeStamp: 1040 });
    await log.flush();
    const spans = (await stored(log)).map(({ startedDateTime, time }) => [startedDateTime, time]);
    expect(spans.sort()).toEqual([
      [1000, 10],
      [1020, 10],
      [1040, 10],
    ]);
  });

  it('stores at once what came while the log opened, in whatever order', async () => {
    const storage = createMemoryStorage();
    const recorder = record(open(storage));
    const sent: CaptureEvent = { ...base, kind: 'sent', timeStamp: 1010, requestHeaders: [] };
    for (const event of [completed, started, sent]) recorder.onCapture(event);
    await settled();
    // No timer has run and nobody has asked for it: a worker that is stopped now has lost nothing.
    const { records } = await storage.read(0, 10);
    const ended = { state: 'complete', gap: '', startedDateTime: 1000, time: 50 };
    expect(records.map(openRecord)).toMatchObject([{ exchange: { id: '1.0', ...ended } }]);
  });

  it('hands the first of a burst that woke it over before it works on the rest, and waits for no timer', async () => {
    const storage = createMemoryStorage();
    const written: number[] = [];
    const counting = {
      ...storage,
      write: (batch: LogBatch) => {
        written.push(batch.put.length);
        return storage.write(batch);
      },
    };
    const time = clock();
    const recorder = record(open(counting), time);
    const burst = Array.from({ length: 100 }, (_, n) => ({
      ...completed,
      requestId: String(n),
      timeStamp: 1050 + n,
    }));
    for (const event of burst) recorder.onCapture(event);
    await settled();
    expect((await storage.read(0, 200)).records).toHaveLength(100);
    expect(written.find((count) => count > 0)).toBe(40);
  });

  it('records a request that goes on after a moment, and one that ends at once', async () => {
    const log = await open();
    const time = clock();
    const recorder = record(Promise.resolve(log), time);
    await settled();
    recorder.onCapture(started);
    recorder.onCapture({ ...base, kind: 'sent', requestHeaders: [{ name: 'Accept', value: '*/*' }] });
    expect(await stored(log)).toEqual([]);
    time.pass(50);
    expect(await stored(log)).toMatchObject([{ state: 'pending', requestHeaders: [{ name: 'Accept' }] }]);
    recorder.onCapture(completed);
    expect(await stored(log)).toMatchObject([{ state: 'complete', requestHeaders: [{ name: 'Accept' }] }]);
  });

  it('stops waiting for what never ends, by what is known of it, and still takes a late end', async () => {
    const log = await open();
    const time = clock();
    const recorder = record(Promise.resolve(log), time);
    await settled();
    const at = time.now();
    const start = (requestId: string, more: Partial<CaptureEvent> = {}) =>
      recorder.onCapture({ ...started, requestId, timeStamp: at, ...more } as CaptureEvent);
    start('silent');
    start('closed', { tabId: 9 });
    start('answered');
    recorder.onCapture({ ...completed, requestId: 'answered', kind: 'responded', timeStamp: at });
    time.pass(50);
    recorder.onTabClosed(9);
    time.pass(1_500);
    time.pass(298_000);
    const gaps = async () => Object.fromEntries((await stored(log)).map(({ id, gap }) => [id, gap]));
    expect(await gaps()).toEqual({ 'silent.0': '', 'answered.0': '', 'closed.0': 'tab-closed' });
    time.pass(60_000);
    expect(await gaps()).toMatchObject({ 'silent.0': 'no-end', 'answered.0': '' });
    recorder.onCapture({ ...completed, requestId: 'silent', timeStamp: at + 400_000 });
    expect(await stored(log)).toContainEqual(
      expect.objectContaining({ id: 'silent.0', gap: '', state: 'complete', time: 400_000 }),
    );
  });

  it('no longer waits for requests of a site that was taken back', async () => {
    const log = await open();
    let granted = true;
    const time = clock();
    const recorder = createRecorder(Promise.resolve(log), {
      redact: (exchange) => exchange,
      allows: () => granted,
      ...time,
    });
    time.pass(100);
    await settled();
    recorder.onCapture(started);
    granted = false;
    recorder.onGrantsChanged();
    recorder.onCapture(completed);
    expect(await stored(log)).toMatchObject([{ state: 'pending', gap: 'capture-off' }]);
  });

  it('keeps nothing of a site that was not granted', async () => {
    const log = await open();
    const recorder = record(Promise.resolve(log));
    recorder.onCapture({ ...completed, url: 'https://ungranted.test/' });
    await settled();
    expect(await stored(log)).toEqual([]);
  });

  it('withdraws the row of a request that only asked the cache', async () => {
    const log = await open();
    const recorder = record(Promise.resolve(log));
    const probe = { ...base, resourceType: 'other' };
    recorder.onCapture({ ...started, ...probe });
    recorder.onCapture({ ...probe, kind: 'failed', error: 'net::ERR_CACHE_MISS', fromCache: false });
    await settled();
    expect(await stored(log)).toEqual([]);
  });

  it('finishes in a new life what the last one saw start, and joins DevTools’ view to it', async () => {
    const storage = createMemoryStorage();
    const first = await open(storage);
    const time = clock();
    const before = record(Promise.resolve(first), time);
    await settled();
    before.onCapture(started);
    time.pass(50);
    await first.flush();

    const second = await open(storage, () => 2e9);
    const recorder = record(Promise.resolve(second));
    recorder.onCapture(completed);
    void recorder.onDevtools([
      {
        ...emptyExchange,
        id: 'har-1.0',
        tabId: 3,
        url: base.url,
        startedDateTime: 1002,
        status: 503,
        state: 'complete',
        source: 'devtools',
      },
    ]);
    await settled();
    expect(await stored(second)).toMatchObject([{ id: '1.0', status: 503, source: 'both', match: 'exact' }]);
  });

  it('makes one row of what a page gives back and DevTools handed over again before that', async () => {
    const log = await open();
    const recorder = record(Promise.resolve(log));
    await settled();
    const url = 'https://api.memfault.com/x';
    const seen: Exchange = { ...emptyExchange, tabId: 3, url, status: 503, state: 'complete' };
    await recorder.onDevtools([{ ...seen, id: 'har-1.0', startedDateTime: 1002, source: 'devtools' }]);
    const exchange: Exchange = { ...seen, id: '1.0', startedDateTime: 1000, source: 'web-request' };
    recorder.onGivenBack([{ seq: 1, kind: 'exchange', tabId: 3, exchange }]);
    expect(await stored(log)).toMatchObject([{ id: 'har-1.0', twinId: '1.0', source: 'both' }]);
  });
});
