import { describe, expect, it, vi } from 'vitest';
import type { BodyAnswer } from '../../../../lib/http/body.ts';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import { createBodyDesk } from '../../../../lib/messaging/body-desk.ts';
import type { Channel } from '../../../../lib/messaging/channel.ts';
import type { LogRecord } from '../../../../lib/session/log-record.ts';
import { createMemoryStorage } from '../../../../lib/session/memory-storage.ts';
import { openSessionLog } from '../../../../lib/session/session-log.ts';
import { entry, later, now, openLog, openPage, pair, startWorker } from '../../../fixtures/connection.ts';
import { createMark } from '../../../fixtures/memory-mark.ts';

describe('a page connected to the background', () => {
  it('gets what was there and what follows, once each and in order, in parts', async () => {
    const log = await openLog();
    for (let n = 0; n < 1200; n++) log.append(entry(n));
    const worker = startWorker(log);
    const page = openPage(() => worker);
    page.client.subscribe(1);
    for (let n = 1200; n < 1250; n++) log.append(entry(n));
    await vi.waitFor(() => expect(page.seqs()).toHaveLength(1250));
    log.append(entry(1250));
    await vi.waitFor(() => expect(page.seqs()).toHaveLength(1251));
    expect(page.seqs()).toEqual(Array.from({ length: 1251 }, (_, n) => n + 1));
    expect(Math.max(...page.messages.map(({ records }) => records.length))).toBeLessThanOrEqual(500);
    expect(page.messages.filter(({ more }) => !more).length).toBe(2);
  });

  it('is sent no more than a million characters at once', async () => {
    const log = await openLog();
    for (let n = 0; n < 40; n++) {
      const exchange = {
        ...emptyExchange,
        id: `${n}.0`,
        state: 'complete' as const,
        errorBody: 'x'.repeat(6e4),
      };
      log.append({ kind: 'exchange', tabId: 1, exchange });
    }
    const worker = startWorker(log);
    const page = openPage(() => worker);
    page.client.subscribe(1);
    await vi.waitFor(() => expect(page.seqs()).toHaveLength(40));
    const sizes = page.messages.map(({ records }) => JSON.stringify(records).length);
    expect(Math.max(...sizes)).toBeLessThan(1.01e6);
    expect(sizes.length).toBeGreaterThan(2);
  });

  it('gets its own tab and what has no tab', async () => {
    const log = await openLog();
    log.append(entry(1, 1));
    log.append(entry(2, 2));
    log.append(entry(3, -1));
    const worker = startWorker(log);
    const page = openPage(() => worker);
    page.client.subscribe(2);
    await vi.waitFor(() => expect(page.seqs()).toEqual([2, 3]));
  });

  it('is told of sites and notices, and of a clear', async () => {
    const log = await openLog();
    const worker = startWorker(log);
    const page = openPage(() => worker);
    page.client.subscribe(1);
    const status = { type: 'status', origins: ['*://a.test/*'], notices: [] };
    await vi.waitFor(() => expect(page.status).toHaveBeenCalledWith(status));
    log.append(entry(1));
    page.client.clear(1);
    await vi.waitFor(() => expect(page.messages.at(-1)?.records).toMatchObject([{ kind: 'cleared' }]));
  });

  it('is told what was dropped, also before it came', async () => {
    const log = await openSessionLog({
      storage: createMemoryStorage(),
      later,
      now,
      retention: { exchanges: 2, bytes: 1e9 },
      mark: createMark(),
    });
    for (let n = 0; n < 5; n++) log.append(entry(n));
    await log.flush();
    const worker = startWorker(log);
    const evicted = vi.fn();
    openPage(() => worker, { evicted }).client.subscribe(1);
    await vi.waitFor(() => expect(evicted).toHaveBeenCalledWith(3));
    log.append(entry(5));
    await vi.waitFor(() => expect(evicted).toHaveBeenCalledWith(4));
  });

  it('misses nothing when the worker is stopped and starts again', async () => {
    const storage = createMemoryStorage();
    const log = await openLog(storage);
    let worker = startWorker(log);
    const page = openPage(() => worker);
    page.client.subscribe(1);
    log.append(entry(1));
    await vi.waitFor(() => expect(page.seqs()).toEqual([1]));
    await log.flush();
    const next = await openLog(storage);
    next.append(entry(2));
    const { stop } = worker;
    worker = startWorker(next);
    stop();
    await vi.waitFor(() => {
      const kinds = page.messages.flatMap(({ records }) => records.map(({ kind }) => kind));
      expect(kinds).toEqual(['exchange', 'gap', 'exchange']);
    });
  });

  it('gives back what it was sent and the stopped worker had not stored, so that a later page sees the same', async () => {
    const storage = createMemoryStorage();
    const log = await openLog(storage);
    let worker = startWorker(log);
    const had: LogRecord[] = [];
    const page = openPage(() => worker, {
      records: (records) => void had.push(...records),
      giveBack: (after, upTo) => had.filter(({ seq }) => seq > after && seq <= upTo),
    });
    page.client.subscribe(1);
    await vi.waitFor(() => expect(page.status).toHaveBeenCalled());
    const write = vi.spyOn(storage, 'write').mockImplementation(() => new Promise(() => {}));
    log.append(entry(1));
    await vi.waitFor(() => expect(had).toHaveLength(1));
    write.mockRestore();

    const next = await openLog(storage);
    const { stop } = worker;
    worker = startWorker(next);
    stop();
    const late = openPage(() => worker);
    late.client.subscribe(1);
    await vi.waitFor(async () => {
      expect(late.seqs()).toContain(had[0]?.seq);
      const stored = await storage.read(0, 10);
      expect(stored.records.map(({ seq }) => seq)).toContain(had[0]?.seq);
    });
  });

  it('hands over what DevTools saw until it is kept, whatever happens to the worker meanwhile', async () => {
    const [deaf, dead] = pair();
    let connect = (): Channel => deaf;
    const page = openPage(() => ({ connect }));
    page.client.deliver({
      type: 'devtools-exchanges',
      exchanges: [{ ...emptyExchange, id: 'har-1.0', state: 'complete' }],
    });
    page.client.deliver({ type: 'navigated', tabId: 1, url: 'https://a.test/', at: 5 });
    const log = await openLog();
    const worker = startWorker(log);
    connect = worker.connect;
    dead.close();
    const kinds = async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const { records } of log.catchUp(0)) found.push(...records.map(({ kind }) => kind));
      return found;
    };
    await vi.waitFor(async () => expect(await kinds()).toEqual(['exchange', 'navigation']));
    // What is settled is not told again.
    worker.stop();
    page.client.subscribe(1);
    await vi.waitFor(() => expect(page.seqs()).toHaveLength(2));
    expect(await kinds()).toEqual(['exchange', 'navigation']);
  });
});

describe('bodies', () => {
  it('are read by the DevTools page of the tab', async () => {
    const log = await openLog();
    const worker = startWorker(log);
    const answer: BodyAnswer = { kind: 'text', text: '{}', mimeType: '', size: 2, truncated: false };
    const devtools = openPage(() => worker, { readBody: async (id) => ({ ...answer, mimeType: id }) });
    devtools.client.offerBodies(1);
    const panel = openPage(() => worker);
    panel.client.subscribe(1);
    expect(await panel.client.askForBody(1, 'har-1.0')).toEqual({ ...answer, mimeType: 'har-1.0' });
    expect(await panel.client.askForBody(2, 'har-1.0')).toMatchObject({ kind: 'unavailable' });
  });

  it('are not waited for without end', async () => {
    const desk = createBodyDesk((_, task) => queueMicrotask(task));
    desk.offer(1, () => {});
    const answer = await new Promise((resolve) => desk.ask(1, 'har-1.0', resolve));
    expect(answer).toMatchObject({ kind: 'unavailable', reason: 'DevTools did not answer within 5 s' });
  });
});
