import { describe, expect, it } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import type { LogRecord } from '../../../../lib/session/log-record.ts';
import { createTabOrigins } from '../../../../lib/session/tab-view.ts';

const request = (url: string, initiator: string, resourceType = 'xmlhttprequest', tabId = 1): LogRecord => ({
  kind: 'exchange',
  seq: 1,
  tabId,
  exchange: { ...emptyExchange, tabId, url, initiator, resourceType },
});
const fromWorkerOf = (initiator: string) => ({ ...emptyExchange, initiator });

describe('the view of a tab', () => {
  it.each<[string, LogRecord]>([
    ['its page', request('https://app.test/', '', 'main_frame')],
    ['a frame in it', request('https://app.test/frame', 'https://outer.test', 'sub_frame')],
    ['a request of its page', request('https://api.test/x', 'https://app.test')],
    ['a navigation', { kind: 'navigation', seq: 1, tabId: 1, url: 'https://app.test/a', at: 0 }],
  ])('has workers of the origin that is known from %s', (_, record) => {
    const origins = createTabOrigins();
    expect(origins.hasWorker(fromWorkerOf('https://app.test'))).toBe(false);
    expect(origins.note(record)).toBe(true);
    expect(origins.note(record)).toBe(false);
    expect(origins.hasWorker(fromWorkerOf('https://app.test'))).toBe(true);
    expect(origins.hasWorker(fromWorkerOf('https://app.test:8443'))).toBe(false);
    expect(origins.hasWorker(fromWorkerOf(''))).toBe(false);
  });

  it('does not learn origins from requests without a tab, nor from what is no web page', () => {
    const origins = createTabOrigins();
    expect(origins.note(request('https://app.test/', 'https://app.test', 'main_frame', -1))).toBe(false);
    expect(origins.note(request('https://api.test/', 'chrome-extension://x'))).toBe(false);
  });
});
