import { describe, expect, it, vi } from 'vitest';
import type { BodyAnswer } from '../../../../lib/http/body.ts';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import { createBodyDesk } from '../../../../lib/messaging/body-desk.ts';
import type { Channel } from '../../../../lib/messaging/channel.ts';
import {
  type ClientOptions,
  createSessionClient,
  type SessionListener,
} from '../../../../lib/messaging/session-client.ts';
import { serveSession } from '../../../../lib/messaging/session-server.ts';
import type { LogEntry, LogRecord, LogStorage } from '../../../../lib/session/log-record.ts';
import { createMemoryStorage } from '../../../../lib/session/memory-storage.ts';
import { packRecords, type RecordPack } from '../../../../lib/session/record-pack.ts';
import { createRecorder } from '../../../../lib/session/recorder.ts';
import { openSessionLog, type SessionLog } from '../../../../lib/session/session-log.ts';
import { createMark } from '../../../fixtures/memory-mark.ts';

/** Two ends in memory that deliver clones, each in its own turn, as ports do. */
function pair(): [Channel, Channel] {
  const ends = [0, 1].map(() => ({
    listeners: [] as ((message: unknown) => void)[],
    closers: [] as (() => void)[],
  }));
  let isOpen = true;
  const end = (mine: number): Channel => ({
    post: (message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => {
        if (isOpen) for (const listener of ends[1 - mine]?.listeners ?? []) listener(copy);
      });
    },
    listen: (listener) => void ends[mine]?.listeners.push(listener),
    onClose: (listener) => void ends[mine]?.closers.push(listener),
    close: () => {
      isOpen = false;
      for (const { closers } of ends) for (const closer of closers.splice(0)) closer();
    },
  });
  return [end(0), end(1)];
}

const entry = (n: number, tabId = 1): LogEntry => ({
  kind: 'exchange',
  tabId,
  exchange: { ...emptyExchange, id: `${n}.0`, tabId, state: 'complete' },
});
/** Short waits are over at once, long ones (the next ping, time limits) never. */
const later = (ms: number, task: () => void): void => {
  if (ms <= 200) queueMicrotask(task);
};
const now = (): number => 1_000_000;
const openLog = (storage: LogStorage = createMemoryStorage()): Promise<SessionLog> =>
  openSessionLog({ storage, later, now, retention: { exchanges: 1e6, bytes: 1e9 }, mark: createMark() });

/** A worker over a log; `stop` ends its connections as the browser does. */
function startWorker(log: SessionLog) {
  const rules = { redact: <T>(same: T): T => same, allows: () => true, now, later };
  const session = {
    opening: Promise.resolve(log),
    recorder: createRecorder(Promise.resolve(log), rules),
    bodies: createBodyDesk(later),
    origins: async () => ['*://a.test/*'],
    later,
  };
  const ends: Channel[] = [];
  return {
    connect: (): Channel => {
      const [page, worker] = pair();
      ends.push(worker);
      serveSession(worker, session, fail);
      return page;
    },
    stop: () => {
      for (const end of ends.splice(0)) end.close();
    },
  };
}
const fail = (text: string): never => {
  throw new Error(text);
};

/** A page that connects to whatever worker there is. */
function openPage(
  worker: () => { connect(): Channel },
  more: Partial<SessionListener> = {},
  options: Partial<ClientOptions> = {},
) {
  const messages: { records: readonly LogRecord[]; more: boolean }[] = [];
  const status = vi.fn();
  const client = createSessionClient(
    { connect: () => worker().connect(), later, now, warn: fail, ...options },
    { records: (records, isMore) => void messages.push({ records, more: isMore }), status, ...more },
  );
  const seqs = (): number[] => messages.flatMap(({ records }) => records.map(({ seq }) => seq));
  return { client, messages, seqs, status };
}

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

describe('a page that can read packs', () => {
  const PACKED = 500;
  const LAST = 1_250;
  /** A log of which the first thousand records are packed, and a way to read them as a page does. */
  async function openPackedLog() {
    const memory = createMemoryStorage();
    const packs = new Map<number, RecordPack>();
    const storage: LogStorage = {
      ...memory,
      async readTail(afterSeq) {
        const { records } = await memory.read(afterSeq, Number.POSITIVE_INFINITY);
        for (let from = 0; from + PACKED <= 1_000; from += PACKED) {
          const pack = packRecords(records.filter(({ seq }) => seq > from && seq <= from + PACKED));
          packs.set(pack.lastSeq, pack);
        }
        return { packs: [...packs.keys()], records: records.filter(({ seq }) => seq > 1_000) };
      },
    };
    const log = await openLog(storage);
    for (let n = 0; n < LAST; n++) log.append(entry(n, 1 + (n % 2)));
    return { log, packs };
  }
  const ofTab1 = Array.from({ length: LAST / 2 }, (_, n) => 2 * n + 1);

  it('reads them, and gets what follows after them', async () => {
    const { log, packs } = await openPackedLog();
    const worker = startWorker(log);
    async function* readPacks(lastSeqs: readonly number[]) {
      for (const lastSeq of lastSeqs) {
        // What is appended meanwhile is sent at once, and has to wait.
        log.append(entry(LAST + 2 * log.lastSeq));
        await new Promise((resolve) => setTimeout(resolve, 5));
        yield packs.get(lastSeq) as RecordPack;
      }
    }
    const page = openPage(() => worker, {}, { readPacks });
    page.client.subscribe(1);
    await vi.waitFor(() => expect(page.seqs()).toHaveLength(ofTab1.length + 2));
    expect(page.seqs()).toEqual([...ofTab1, LAST + 1, LAST + 2]);
    expect(page.messages[0]?.more).toBe(true);
    expect(page.messages.at(-1)?.more).toBe(false);
  });

  it('asks the background for all that it can’t read', async () => {
    const { log, packs } = await openPackedLog();
    const worker = startWorker(log);
    const warn = vi.fn();
    async function* readPacks(lastSeqs: readonly number[]) {
      yield packs.get(lastSeqs[0] ?? 0) as RecordPack;
      throw new Error('closed');
    }
    const page = openPage(() => worker, {}, { readPacks, warn });
    page.client.subscribe(1);
    await vi.waitFor(() => expect(new Set(page.seqs())).toEqual(new Set(ofTab1)));
    await vi.waitFor(() => expect(page.messages.at(-1)?.more).toBe(false));
    expect(warn).toHaveBeenCalledWith('The log could not be read: Error: closed');
  });
});
