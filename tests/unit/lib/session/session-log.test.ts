import { describe, expect, it, vi } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import { type LogRecord, SEQ_RESERVE } from '../../../../lib/session/log-record.ts';
import { createMemoryStorage } from '../../../../lib/session/memory-storage.ts';
import { seal } from '../../../../lib/session/record-text.ts';
import type { LogEvent, SessionLog } from '../../../../lib/session/session-log.ts';
import { all, entry, ids, open, pending, read, timers } from '../../../fixtures/log.ts';

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

  it('writes the first record at once, then 25 at a time, and fewer when the time is up', async () => {
    const storage = createMemoryStorage();
    const write = vi.spyOn(storage, 'write');
    const clock = timers();
    const log = await open(storage, clock);
    // The first write only tells that this life began.
    const sizes = (): number[] => write.mock.calls.slice(1).map(([{ put }]) => put.length);
    log.append(entry('first'));
    await vi.waitFor(() => expect(sizes()).toEqual([1]));
    for (let n = 0; n < 25; n++) log.append(entry(`x${n}`));
    await vi.waitFor(() => expect(sizes()).toEqual([1, 25]));
    for (let n = 25; n < 45; n++) log.append(entry(`x${n}`));
    await new Promise((resolve) => setTimeout(resolve));
    expect(sizes()).toEqual([1, 25]);
    clock.run();
    await vi.waitFor(() => expect(sizes()).toEqual([1, 25, 20]));
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

  it('evicts the oldest beyond its count, and tells how many and up to where', async () => {
    const log = await open(createMemoryStorage(), { retention: { exchanges: 60, bytes: 1e9 } });
    const seen: LogEvent[] = [];
    log.subscribe((event) => seen.push(event));
    for (let n = 0; n < 100; n++) log.append(entry(`x${n}`));
    await log.flush();
    expect(ids(await all(log))[0]).toBe('x40');
    expect(seen).toContainEqual({ kind: 'evicted', upToSeq: 40 });
    expect(log.notices).toEqual([
      'The 40 oldest responses were dropped: the log keeps 60 responses and 1000 MB.',
    ]);
  });

  it('evicts the oldest beyond its size, and goes on counting in the next life', async () => {
    const storage = createMemoryStorage();
    const one = seal({ ...entry('x00'), seq: 10 }).text.length;
    const options = { retention: { exchanges: 1e5, bytes: 20 * one + 10 } };
    const log = await open(storage, options);
    for (let n = 10; n < 40; n++) log.append(entry(`x${n}`));
    await log.flush();
    expect((await all(log)).length).toBe(20);
    const next = await open(storage, { ...options, now: () => 1e9 });
    next.append(entry('y'));
    await next.flush();
    expect(ids(await all(next))[0]).toBe('x21');
    expect(next.notices[0]).toContain('The 11 oldest responses');
  });

  it('keeps to less as soon as it is told to', async () => {
    const log = await open(createMemoryStorage());
    for (let n = 0; n < 30; n++) log.append(entry(`x${n}`));
    await log.retain({ exchanges: 10, bytes: 1e9 });
    expect(ids(await all(log))[0]).toBe('x20');
    expect(log.notices).toEqual([
      'The 20 oldest responses were dropped: the log keeps 10 responses and 1000 MB.',
    ]);
    await log.retain({ exchanges: 100, bytes: 1e9 });
    expect(log.notices[0]).toContain('keeps 100 responses');
    for (let n = 30; n < 60; n++) log.append(entry(`x${n}`));
    await log.flush();
    expect(await all(log)).toHaveLength(40);
  });

  it('clears one tab, of all lives, and tells it by a record', async () => {
    const log = await open(createMemoryStorage());
    log.append(entry('a', 1));
    log.append(entry('b', 2));
    await log.clear(1);
    expect(ids(await all(log))).toEqual(['b', 'cleared']);
    log.append(entry('c', 1));
    expect((await all(log)).at(-1)?.seq).toBe(4);
    await log.clear(1);
    expect(ids(await all(log))).toEqual(['b', 'cleared']);
  });
});

describe('a life of the worker after another', () => {
  it('goes on from what was stored, with what had not ended', async () => {
    const storage = createMemoryStorage();
    const first = await open(storage);
    first.append(pending('long'));
    first.append(pending('begun-unseen', 'start-missed'));
    first.append(pending('given-up', 'no-end'));
    for (let n = 0; n < 300; n++) first.append(entry(`x${n}`));
    await first.flush();

    const second = await open(storage, { now: () => 1e9 });
    expect(second.left).toHaveLength(202);
    expect(second.left.slice(0, 3).map(({ id }) => id)).toEqual(['long', 'begun-unseen', 'x100']);
    second.append(entry('long'));
    expect(ids(await all(second)).filter((id) => id === 'long')).toHaveLength(1);
  });

  it('begins anew where the browser did: what an earlier session left goes', async () => {
    const storage = createMemoryStorage();
    const first = await open(storage);
    first.append(pending('old'));
    await first.flush();
    const second = await open(storage, { startsAnew: Promise.resolve(true) });
    expect(second.left).toEqual([]);
    second.append(entry('new'));
    expect(ids(await all(second))).toEqual(['new']);
  });

  it('never gives a number twice, not even one that was never stored', async () => {
    const storage = createMemoryStorage();
    const numbers: number[] = [];
    for (let life = 0; life < 3; life++) {
      const log = await open(storage, { now: () => life * 1e9 });
      log.subscribe((event) => {
        if (event.kind === 'records') numbers.push(...event.records.map(({ seq }) => seq));
      });
      for (let n = 0; n < 5; n++) log.append(entry(`${life}.${n}`));
      // Stopped here: what was appended last is not flushed.
    }
    expect(new Set(numbers).size).toBe(15);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });

  it.each([
    ['sooner than an idle worker ends', 20_000, ['a', 'gap', 'b']],
    ['after an idle time', 31_000, ['a', 'b']],
  ])('that begins %s: says where responses may be missing', async (_, pause, expected) => {
    const storage = createMemoryStorage();
    const first = await open(storage);
    first.append(entry('a'));
    await first.flush();
    const second = await open(storage, { now: () => 1_000_000 + pause });
    second.append(entry('b'));
    const records = await all(second);
    expect(ids(records)).toEqual(expected);
    const gap = { kind: 'gap', tabId: -1, to: 1_000_000 + pause, reason: 'stopped' };
    if (expected.includes('gap')) expect(records[1]).toMatchObject(gap);
  });

  const gapOf = async (log: SessionLog) => (await all(log)).findLast(({ kind }) => kind === 'gap');

  it('begins the gap where the browser was last heard of, not where the log was last written', async () => {
    const storage = createMemoryStorage();
    let time = 1_000_000;
    const now = () => time;
    const first = await open(storage, { now });
    // On a busy machine events are told late: what ended after this one may be lost although this was written later.
    time += 1_000;
    const exchange = { ...emptyExchange, id: 'a', startedDateTime: time - 200, time: 50 };
    first.append({
      kind: 'exchange',
      tabId: 1,
      exchange: { ...exchange, state: 'complete', source: 'web-request' },
    });
    await first.flush();
    time += 500;
    expect(await gapOf(await open(storage, { now }))).toMatchObject({ from: 1_000_850, to: 1_001_500 });
    // Nothing is told later than that.
    time += 10_000;
    const third = await open(storage, { now });
    time += 10_000;
    third.append({ kind: 'navigation', tabId: 1, url: 'https://app.test/', at: time });
    await third.flush();
    expect(await gapOf(await open(storage, { now }))).toMatchObject({ from: time - 2_000, to: time });
  });

  it('knows of a life that was stopped before it had recorded anything', async () => {
    const storage = createMemoryStorage();
    const first = await open(storage);
    first.append(entry('a'));
    await first.flush();
    await open(storage, { now: () => 1_060_000 });
    const third = await open(storage, { now: () => 1_060_300 });
    expect(await gapOf(third)).toMatchObject({ from: 1_058_000, to: 1_060_300, reason: 'stopped' });
  });

  it('takes back what a page was sent and no life stored, under its old number', async () => {
    const storage = createMemoryStorage();
    const first = await open(storage);
    first.append(entry('a'));
    await first.flush();
    const sent: LogRecord[] = [];
    first.subscribe((event) => {
      if (event.kind === 'records') sent.push(...event.records.map(read));
    });
    first.append(entry('lost'));
    first.append(entry('a'));

    const second = await open(storage, { now: () => 1e9 });
    expect(second.unstored).toEqual([1, SEQ_RESERVE]);
    second.append(entry('b'));
    second.restore(sent);
    second.restore(sent);
    expect((await all(second)).map((record) => [record.seq, ids([record])[0]])).toEqual([
      [2, 'lost'],
      [3, 'a'],
      [SEQ_RESERVE + 1, 'b'],
    ]);
  });

  it('does not take back what has changed since', async () => {
    const storage = createMemoryStorage();
    const log = await open(storage);
    log.append(entry('a'));
    const old: LogRecord = { ...pending('a'), seq: 1 };
    log.append(entry('a'));
    log.restore([old]);
    expect((await all(log)).map(({ seq }) => seq)).toEqual([2]);
  });
});
