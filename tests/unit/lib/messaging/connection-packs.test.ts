import { describe, expect, it, vi } from 'vitest';
import type { LogStorage } from '../../../../lib/session/log-record.ts';
import { createMemoryStorage } from '../../../../lib/session/memory-storage.ts';
import type { RecordPack } from '../../../../lib/session/pack-shape.ts';
import { packRecords } from '../../../../lib/session/record-pack.ts';
import { entry, openLog, openPage, startWorker } from '../../../fixtures/connection.ts';

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
