import { describe, expect, it, vi } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import type { Channel } from '../../../../lib/messaging/channel.ts';
import type { SessionMessage } from '../../../../lib/messaging/protocol.ts';
import { createSessionClient } from '../../../../lib/messaging/session-client.ts';
import { serveSession } from '../../../../lib/messaging/session-server.ts';
import type { LogEntry } from '../../../../lib/session/log-record.ts';
import { createMemoryStorage } from '../../../../lib/session/memory-storage.ts';
import { openSessionLog, type SessionLog } from '../../../../lib/session/session-log.ts';

/** Two ends in memory that deliver clones, each in its own turn, as ports do. */
function pair(): [Channel, Channel] {
  const ends = [0, 1].map(() => ({
    listeners: [] as ((message: unknown) => void)[],
    closers: [] as (() => void)[],
  }));
  const end = (mine: number): Channel => ({
    post: (message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => {
        for (const listener of ends[1 - mine]?.listeners ?? []) listener(copy);
      });
    },
    listen: (listener) => void ends[mine]?.listeners.push(listener),
    onClose: (listener) => void ends[mine]?.closers.push(listener),
    close: () => {
      for (const { closers } of ends) for (const closer of closers.splice(0)) closer();
    },
  });
  return [end(0), end(1)];
}

const entry = (n: number, tabId = 1): LogEntry => ({
  kind: 'exchange',
  tabId,
  exchange: { ...emptyExchange, id: `${n}.0`, tabId },
});
const recorder = { onCapture: () => {}, onDevtools: vi.fn(), onNavigated: vi.fn() };
const openLog = (): Promise<SessionLog> =>
  openSessionLog({ storage: createMemoryStorage(), later: () => {}, maxRecords: 1e6 });

/** A page connected to a log; `drop` stops the worker's end as the browser does. */
function connect(log: SessionLog) {
  const messages: SessionMessage[] = [];
  const servers: Channel[] = [];
  const client = createSessionClient({
    connect: () => {
      const [page, worker] = pair();
      servers.push(worker);
      serveSession(
        worker,
        {
          opening: Promise.resolve(log),
          recorder,
          origins: async () => ['*://a.test/*'],
          later: (_, task) => queueMicrotask(task),
        },
        () => {},
      );
      return page;
    },
    later: (_, task) => queueMicrotask(task),
    onMessage: (message) => messages.push(message),
    warn: (text) => {
      throw new Error(text);
    },
  });
  const seqs = (): number[] =>
    messages.flatMap((message) => (message.type === 'records' ? message.records.map(({ seq }) => seq) : []));
  return { client, messages, seqs, drop: () => servers.at(-1)?.close() };
}

describe('a page connected to the background', () => {
  it('gets what was there and what follows, once each and in order', async () => {
    const log = await openLog();
    for (let n = 0; n < 1200; n++) log.append(entry(n));
    const page = connect(log);
    page.client.subscribe(1);
    for (let n = 1200; n < 1250; n++) log.append(entry(n));
    await vi.waitFor(() => expect(page.seqs()).toHaveLength(1250));
    log.append(entry(1250));
    await vi.waitFor(() => expect(page.seqs()).toHaveLength(1251));
    expect(page.seqs()).toEqual(Array.from({ length: 1251 }, (_, n) => n + 1));
    const most = page.messages.map((message) => (message.type === 'records' ? message.records.length : 0));
    expect(Math.max(...most)).toBeLessThanOrEqual(500);
  });

  it('gets only its own tab', async () => {
    const log = await openLog();
    log.append(entry(1, 1));
    log.append(entry(2, 2));
    const page = connect(log);
    page.client.subscribe(2);
    await vi.waitFor(() => expect(page.seqs()).toEqual([2]));
  });

  it('misses nothing when the worker is stopped and starts again', async () => {
    const log = await openLog();
    const page = connect(log);
    page.client.subscribe(1);
    log.append(entry(1));
    await vi.waitFor(() => expect(page.seqs()).toEqual([1]));
    page.drop();
    log.append(entry(2));
    await vi.waitFor(() => expect(page.seqs()).toEqual([1, 2]));
  });

  it('is told of sites and notices, and of a clear', async () => {
    const log = await openLog();
    const page = connect(log);
    page.client.subscribe(1);
    await vi.waitFor(() =>
      expect(page.messages).toContainEqual({ type: 'status', origins: ['*://a.test/*'], notices: [] }),
    );
    log.append(entry(1));
    page.client.post({ type: 'clear', tabId: 1 });
    await vi.waitFor(() => expect(page.messages).toContainEqual({ type: 'cleared', upToSeq: 1 }));
  });

  it('hands over what DevTools saw', async () => {
    const page = connect(await openLog());
    page.client.post({ type: 'devtools-exchanges', exchanges: [emptyExchange] });
    page.client.post({ type: 'navigated', tabId: 1, url: 'https://a.test/', at: 5 });
    await vi.waitFor(() => expect(recorder.onNavigated).toHaveBeenCalledWith(1, 'https://a.test/', 5));
    expect(recorder.onDevtools).toHaveBeenCalledWith([emptyExchange]);
  });
});
