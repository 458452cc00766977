import { describe, expect, it } from 'vitest';
import { createBatches } from '../../../../lib/session/batches.ts';
import { seal } from '../../../../lib/session/record-text.ts';

const record = (seq: number) => seal({ kind: 'cleared', tabId: 1, seq });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A queue whose writes end only when the test says so, and whose timers never run. */
function hanging() {
  const begun: { readonly seqs: number[]; readonly removed: readonly number[]; end(): void }[] = [];
  const batches = createBatches(
    (put, removed) =>
      new Promise((end) => void begun.push({ seqs: put.map(({ seq }) => seq), removed, end })),
    () => {},
  );
  const put = (seq: number): void => {
    batches.put(record(seq));
    batches.schedule();
  };
  return { batches, begun, put };
}

describe('batches', () => {
  it('lets no more than a batch wait while a write is under way', async () => {
    const { batches, begun, put } = hanging();
    // A burst, each of its records in a turn of its own; the first is written at once, and slowly.
    for (let seq = 1; seq <= 120; seq++) {
      put(seq);
      await turn();
      expect(seq - begun.flatMap(({ seqs }) => seqs).length).toBeLessThan(25);
    }
    expect(batches.unanswered().map((one) => one.seq)).toEqual(Array.from({ length: 120 }, (_, n) => n + 1));
    begun[1]?.end();
    await turn();
    expect(batches.unanswered()).toHaveLength(95);
    expect(begun.map(({ seqs }) => seqs.length)).toEqual([1, 25, 25, 25, 25]);
    expect(begun.flatMap(({ seqs }) => seqs)).toEqual(Array.from({ length: 101 }, (_, n) => n + 1));
  });

  it('gives a store that hangs no more and more, and everything in order once it answers', async () => {
    const { batches, begun, put } = hanging();
    for (let seq = 1; seq <= 500; seq++) {
      put(seq);
      await turn();
    }
    expect(begun).toHaveLength(6);
    let isFlushed = false;
    const flushing = batches.flush().then(() => {
      isFlushed = true;
    });
    begun[2]?.end();
    await turn();
    expect(begun.flatMap(({ seqs }) => seqs)).toEqual(Array.from({ length: 500 }, (_, n) => n + 1));
    for (const { end } of begun.slice(1)) end();
    await turn();
    expect(isFlushed).toBe(false);
    begun[0]?.end();
    await flushing;
  });

  it('removes in a later write what an earlier one that is under way puts', async () => {
    const { batches, begun, put } = hanging();
    put(1);
    await turn();
    batches.remove(1);
    put(2);
    void batches.flush();
    await turn();
    expect(begun).toMatchObject([
      { seqs: [1], removed: [] },
      { seqs: [2], removed: [1] },
    ]);
  });

  it('runs a task when all that was put before it is written, and nothing beside it', async () => {
    const { batches, begun, put } = hanging();
    put(1);
    await turn();
    let end = (): void => {};
    let isRunning = false;
    const running = batches.run(
      () =>
        new Promise((resolve) => {
          isRunning = true;
          end = resolve;
        }),
    );
    await turn();
    expect(isRunning).toBe(false);
    begun[0]?.end();
    await turn();
    expect(isRunning).toBe(true);
    put(2);
    const flushed = batches.flush();
    await turn();
    expect(begun).toHaveLength(1);
    end();
    await running;
    await turn();
    expect(begun.map(({ seqs }) => seqs)).toEqual([[1], [2]]);
    begun[1]?.end();
    await flushed;
  });
});
