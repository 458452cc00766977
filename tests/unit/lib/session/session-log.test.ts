import { describe, expect, it, vi } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import type { LogEntry, LogRecord, LogStorage } from '../../../../lib/session/log-record.ts';
import { createMemoryStorage } from '../../../../lib/session/memory-storage.ts';
import { type LogEvent, openSessionLog, type SessionLog } from '../../../../lib/session/session-log.ts';

const entry = (id: string, tabId = 1): LogEntry => ({
  kind: 'exchange',
  tabId,
  exchange: { ...emptyExchange, id, tabId, state: 'complete' },
});
/** Timers that the test lets run. */
function timers() {
  const tasks: (() => void)[] = [];
  return {
    later: (_: number, task: () => void) => void tasks.push(task),
    run: () => {
      for (const task of tasks.splice(0)) task();
    },
  };
}
const open = (
  storage: LogStorage,
  more: { maxRecords?: number; later?: (ms: number, task: () => void) => void } = {},
) => openSessionLog({ storage, maxRecords: 100_000, later: () => {}, ...more });
async function all(log: SessionLog, after = 0): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for await (const page of log.catchUp(after)) records.push(...page);
  return records;
}
const ids = (records: readonly LogRecord[]): string[] =>
  records.map((record) => (record.kind === 'exchange' ? record.exchange.id : record.kind));

describe('session log', () => {
  it('numbers records and tells its followers at once', async () => {
    const log = await open(createMemoryStorage());
    const seen: LogEvent[] = [];
    log.subscribe((event) => seen.push(event));
    log.append(entry('a'));
    log.append({ kind: 'navigation', tabId: 1, url: 'https://app.test/', at: 5 });
    expect(
      seen.flatMap((event) => (event.kind === 'records' ? event.records.map(({ seq }) => seq) : [])),
    ).toEqual([1, 2]);
    expect(ids(await all(log))).toEqual(['a', 'navigation']);
    expect(await all(log, 1)).toHaveLength(1);
  });

  it('writes 50 records at once, and fewer when the time is up', async () => {
    const storage = createMemoryStorage();
    const write = vi.spyOn(storage, 'write');
    const clock = timers();
    const log = await open(storage, clock);
    for (let n = 0; n < 50; n++) log.append(entry(`x${n}`));
    await vi.waitFor(() => expect(write).toHaveBeenCalledTimes(1));
    for (let n = 50; n < 70; n++) log.append(entry(`x${n}`));
    await new Promise((resolve) => setTimeout(resolve));
    expect(write).toHaveBeenCalledTimes(1);
    clock.run();
    await vi.waitFor(() => expect(write).toHaveBeenCalledTimes(2));
    expect(write.mock.calls.map(([{ put }]) => put.length)).toEqual([50, 20]);
  });

  it('lets a later record of an exchange take the earlier one’s place, written or not', async () => {
    const log = await open(createMemoryStorage());
    log.append(entry('a'));
    log.append(entry('b'));
    log.append(entry('a'));
    await log.flush();
    log.append(entry('b'));
    expect((await all(log)).map(({ seq }) => seq)).toEqual([3, 4]);
  });

  it('goes on from what an earlier life stored', async () => {
    const storage = createMemoryStorage();
    const first = await open(storage);
    first.append(entry('a'));
    await first.flush();
    const second = await open(storage);
    expect(ids(await second.recent(10))).toEqual(['a']);
    second.append(entry('a'));
    second.append(entry('b'));
    expect(ids(await all(second))).toEqual(['a', 'b']);
    expect(second.lastSeq).toBe(3);
  });

  it('evicts the oldest beyond its limit and says how many', async () => {
    const log = await open(createMemoryStorage(), { maxRecords: 60 });
    for (let n = 0; n < 100; n++) log.append(entry(`x${n}`));
    await log.flush();
    expect(ids(await all(log))[0]).toBe('x40');
    expect(log.notices).toEqual(['The 40 oldest records were dropped: the log keeps 60.']);
  });

  it('clears one tab and tells up to where', async () => {
    const log = await open(createMemoryStorage());
    log.append(entry('a', 1));
    log.append(entry('b', 2));
    const seen: LogEvent[] = [];
    log.subscribe((event) => seen.push(event));
    await log.clear(1);
    expect(seen).toEqual([{ kind: 'cleared', tabId: 1, upToSeq: 2 }]);
    expect(ids(await all(log))).toEqual(['b']);
    log.append(entry('c', 1));
    expect((await all(log)).at(-1)?.seq).toBe(3);
  });

  it('goes on in memory when the database fails, and says so', async () => {
    const broken: LogStorage = {
      ...createMemoryStorage(),
      write: async () => {
        throw new Error('quota');
      },
    };
    const log = await open(broken);
    log.append(entry('a'));
    await log.flush();
    log.append(entry('b'));
    expect(ids(await all(log))).toEqual(['a', 'b']);
    expect(log.notices[0]).toContain('quota');

    const closed: LogStorage = {
      ...createMemoryStorage(),
      open: async () => {
        throw new Error('corrupt');
      },
    };
    const other = await open(closed);
    other.append(entry('a'));
    expect(ids(await all(other))).toEqual(['a']);
    expect(other.notices[0]).toContain('corrupt');
  });
});
