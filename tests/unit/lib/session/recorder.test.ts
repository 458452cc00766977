import { describe, expect, it } from 'vitest';
import type { CaptureEvent } from '../../../../lib/capture/capture-event.ts';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import { createMemoryStorage } from '../../../../lib/session/memory-storage.ts';
import { createRecorder } from '../../../../lib/session/recorder.ts';
import { openSessionLog } from '../../../../lib/session/session-log.ts';

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
const options = { storage: createMemoryStorage(), later: () => {}, maxRecords: 1000 };
const mask = {
  redact: (exchange: Exchange): Exchange => ({ ...exchange, url: exchange.url.replace('hunter22', '***') }),
  allows: (url: string): boolean => !url.includes('ungranted'),
};

async function stored(log: Awaited<ReturnType<typeof openSessionLog>>): Promise<Exchange[]> {
  const found: Exchange[] = [];
  for await (const page of log.catchUp(0)) {
    for (const record of page) if (record.kind === 'exchange') found.push(record.exchange);
  }
  return found;
}

describe('recorder', () => {
  it('keeps events that come before the log is open, and redacts before anything is kept', async () => {
    let openNow = (): void => {};
    const opening = new Promise<void>((resolve) => {
      openNow = resolve;
    }).then(() => openSessionLog({ ...options, storage: createMemoryStorage() }));
    const recorder = createRecorder(opening, mask);
    recorder.onCapture({ ...base, kind: 'started', requestBodySize: -1 });
    recorder.onCapture(completed);
    openNow();
    const log = await opening;
    await new Promise((resolve) => setTimeout(resolve));
    expect(await stored(log)).toMatchObject([
      { id: '1.0', status: 503, time: 50, url: 'https://api.memfault.com/x?token=***' },
    ]);
  });

  it('keeps nothing of a site that was not granted', async () => {
    const log = await openSessionLog({ ...options, storage: createMemoryStorage() });
    const recorder = createRecorder(Promise.resolve(log), mask);
    recorder.onCapture({ ...completed, url: 'https://ungranted.test/' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(await stored(log)).toEqual([]);
  });

  it('withdraws the row of a request that only asked the cache', async () => {
    const log = await openSessionLog({ ...options, storage: createMemoryStorage() });
    const recorder = createRecorder(Promise.resolve(log), mask);
    const probe = { ...base, resourceType: 'other' };
    recorder.onCapture({ ...probe, kind: 'started', requestBodySize: -1 });
    recorder.onCapture({ ...probe, kind: 'failed', error: 'net::ERR_CACHE_MISS', fromCache: false });
    await new Promise((resolve) => setTimeout(resolve));
    expect(await stored(log)).toEqual([]);
  });

  it('finishes in a new life what the last one saw start, and joins DevTools’ view to it', async () => {
    const storage = createMemoryStorage();
    const first = await openSessionLog({ ...options, storage });
    createRecorder(Promise.resolve(first), mask).onCapture({ ...base, kind: 'started', requestBodySize: -1 });
    await new Promise((resolve) => setTimeout(resolve));
    await first.flush();

    const second = await openSessionLog({ ...options, storage });
    const recorder = createRecorder(Promise.resolve(second), mask);
    recorder.onCapture(completed);
    recorder.onDevtools([
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
    await new Promise((resolve) => setTimeout(resolve));
    expect(await stored(second)).toMatchObject([{ id: '1.0', status: 503, source: 'both', match: 'exact' }]);
  });
});
