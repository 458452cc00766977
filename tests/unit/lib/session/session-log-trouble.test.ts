import { describe, expect, it, vi } from 'vitest';
import type { LogRecord, LogStorage } from '../../../../lib/session/log-record.ts';
import { createMemoryStorage } from '../../../../lib/session/memory-storage.ts';
import type { LogEvent } from '../../../../lib/session/session-log.ts';
import { all, entry, ids, open, pending, read, timers } from '../../../fixtures/log.ts';
import { createMark } from '../../../fixtures/memory-mark.ts';

/** What a store holds. */
const stored = async (disk: LogStorage) => (await disk.read(0, 1_000)).records;

describe('a database that fails', () => {
  const refuse = (name: string) => async (): Promise<never> => {
    throw new DOMException('no room', name);
  };

  it('that refuses to write: the log goes on in memory, shows what was stored, and moves back', async () => {
    const disk = createMemoryStorage();
    const broken: LogStorage = { ...disk };
    let at = 1_000_000;
    const log = await open(broken, { now: () => at });
    log.append(entry('stored'));
    log.append(pending('changed'));
    await log.flush();
    broken.write = refuse('QuotaExceededError');
    log.append(entry('changed'));
    log.append(entry('kept'));
    expect(ids(await all(log))).toEqual(['stored', 'changed', 'kept']);
    expect(log.notices[0]).toContain('QuotaExceededError: no room');
    expect(await all(log, 3)).toHaveLength(1);

    broken.write = disk.write;
    at += 10_000;
    log.append(entry('after'));
    await log.flush();
    expect(log.notices).toEqual([]);
    const again = await open(disk, { now: () => 1e9 });
    expect(ids(await all(again))).toEqual(['stored', 'changed', 'kept', 'after']);
  });

  it('that can’t be opened: the same', async () => {
    const log = await open({
      open: refuse('UnknownError'),
      write: refuse('UnknownError'),
      read: refuse('UnknownError'),
      readTail: refuse('UnknownError'),
      readTab: refuse('UnknownError'),
    });
    log.append(entry('a'));
    await log.clear(1);
    log.append(entry('b'));
    expect(ids(await all(log))).toEqual(['cleared', 'b']);
    expect(log.notices[0]).toContain('UnknownError');
  });

  it('that takes writes again is given what waits, also when nothing more is written', async () => {
    const disk = createMemoryStorage();
    const broken: LogStorage = { ...disk, write: refuse('QuotaExceededError') };
    const clock = timers();
    const log = await open(broken, clock);
    log.append(entry('waits'));
    await log.flush();
    expect(await stored(disk)).toEqual([]);
    broken.write = disk.write;
    clock.run();
    await vi.waitFor(async () => expect(await stored(disk)).toHaveLength(1));
    expect(log.notices).toEqual([]);
  });

  it('that can be opened only later: nothing in it is overwritten, and everything is counted', async () => {
    const disk = createMemoryStorage();
    const before = await open(disk);
    for (let n = 0; n < 5; n++) before.append(entry(`old${n}`));
    await before.flush();
    const broken: LogStorage = { ...disk, open: refuse('UnknownError'), write: refuse('UnknownError') };
    const clock = timers();
    const log = await open(broken, { ...clock, now: () => 1e9, retention: { exchanges: 6, bytes: 1e9 } });
    log.append(entry('new'));
    await log.flush();
    broken.open = disk.open;
    broken.write = disk.write;
    clock.run();
    await vi.waitFor(async () => expect(await stored(disk)).toHaveLength(6));
    log.append(entry('newer'));
    expect(ids(await all(log))).toEqual(['old1', 'old2', 'old3', 'old4', 'new', 'newer']);
  });

  it('that takes no writes until the worker is stopped: the next life says what is lost', async () => {
    const disk = createMemoryStorage();
    const mark = createMark();
    const log = await open({ ...disk, write: refuse('QuotaExceededError') }, { mark, now: () => 5_000 });
    log.append(entry('lost'));
    await log.flush();
    const next = await open(disk, { mark, now: () => 900_000 });
    expect(await all(next)).toMatchObject([{ kind: 'gap', reason: 'memory-lost', from: 5_000, to: 900_000 }]);
    expect(await mark.read()).toBeNull();
  });

  it('that refuses an earlier write after it has taken a later one: what that removed stays so', async () => {
    const storage = createMemoryStorage();
    const log = await open(storage);
    await log.flush();
    let refuse = (_error: Error): void => {};
    const write = vi.spyOn(storage, 'write').mockImplementationOnce(
      () =>
        new Promise((_, reject) => {
          refuse = reject;
        }),
    );
    log.append(entry('a'));
    log.append(entry('b'));
    await vi.waitFor(() => expect(write).toHaveBeenCalledTimes(1));
    log.append(entry('a'));
    const flushed = log.flush();
    await vi.waitFor(() => expect(write).toHaveBeenCalledTimes(2));
    refuse(new Error('no room'));
    await flushed;
    expect(ids(await all(log))).toEqual(['b', 'a']);
  });

  it('that was deleted: the log says so and asks for what pages still have', async () => {
    let storage = createMemoryStorage();
    const now = { storage: () => storage };
    const log = await open({
      open: (anew) => now.storage().open(anew),
      write: (batch) => now.storage().write(batch),
      read: (after, limit) => now.storage().read(after, limit),
      readTail: (after) => now.storage().readTail(after),
      readTab: (tabId) => now.storage().readTab(tabId),
    });
    const seen: LogEvent[] = [];
    const sent: LogRecord[] = [];
    log.subscribe((event) => {
      seen.push(event);
      if (event.kind === 'records') sent.push(...event.records.map(read));
    });
    log.append(entry('a'));
    await log.flush();
    storage = createMemoryStorage();
    log.databaseLost();
    expect(seen).toContainEqual({ kind: 'lost', afterSeq: 0, upToSeq: 1 });
    log.restore(sent.filter(({ kind }) => kind === 'exchange'));
    expect(ids(await all(log))).toEqual(['a', 'gap']);
  });

  it.each([
    ['into the new one', true, false],
    ['into the new one, and given back', true, true],
    ['into the old one, and given back', false, true],
  ])(
    'that was deleted while a record was on its way, %s: what replaces that still does',
    async (_, isNew, isGivenBack) => {
      const storage = createMemoryStorage();
      const log = await open(storage);
      const sent: LogRecord[] = [];
      log.subscribe((event) => {
        if (event.kind === 'records') sent.push(...event.records.map(read));
      });
      const { write } = storage;
      const slow = vi.spyOn(storage, 'write').mockImplementationOnce(async (batch) => {
        await Promise.resolve();
        log.databaseLost();
        if (isGivenBack) log.restore(sent.filter(({ kind }) => kind === 'exchange'));
        if (isNew) await write(batch);
      });
      log.append(pending('a'));
      await vi.waitFor(() => expect(slow).toHaveBeenCalled());
      expect(ids(await all(log))).toEqual(['a', 'gap']);
      log.append(entry('a'));
      const records = await all(log);
      expect(ids(records)).toEqual(['gap', 'a']);
      expect(records.at(-1)).toMatchObject({ exchange: { state: 'complete' } });
    },
  );
});
