import { expect, it } from 'vitest';
import type { Channel } from '../../../../lib/messaging/channel.ts';
import { parseFailures } from '../../../../lib/messaging/failures-protocol.ts';
import { serveFailures } from '../../../../lib/messaging/failures-server.ts';
import type { LogEntry } from '../../../../lib/session/log-record.ts';
import { createMemoryStorage } from '../../../../lib/session/memory-storage.ts';
import { openSessionLog } from '../../../../lib/session/session-log.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';
import { createMark } from '../../../fixtures/memory-mark.ts';

const entry = (id: string, at: number, rest: { status?: number; tabId?: number } = {}): LogEntry => {
  const exchange = exchangeOf(500, 'https://app.test/', { id, at, ...rest });
  return { kind: 'exchange', tabId: exchange.tabId, exchange };
};
const turn = () => new Promise((resolve) => setTimeout(resolve));

/** A popup's connection to a log that holds what is given. */
async function serve(...entries: LogEntry[]) {
  const later = (ms: number, task: () => void): void => {
    if (ms <= 200) queueMicrotask(task);
  };
  const retention = { exchanges: 1e6, bytes: 1e9 };
  const storage = createMemoryStorage();
  const log = await openSessionLog({ storage, later, now: () => 1, retention, mark: createMark() });
  for (const one of entries) log.append(one);
  const told: string[][] = [];
  const warnings: string[] = [];
  let say: (message: unknown) => void = () => {};
  let close = (): void => {};
  const channel: Channel = {
    post: (message) => told.push(parseFailures(message)?.map(({ id }) => id) ?? ['not whole']),
    listen: (listener) => {
      say = listener;
    },
    onClose: (listener) => {
      close = listener;
    },
    close: () => {},
  };
  serveFailures(channel, { opening: Promise.resolve(log), later }, (text) => warnings.push(text));
  return { log, told, warnings, say: (message: unknown) => say(message), close: () => close() };
}

it('tells of the tab’s latest failures, then of each change, until the popup goes', async () => {
  const { log, told, say, close } = await serve(
    entry('a', 1),
    entry('b', 2),
    entry('fine', 3, { status: 200 }),
    entry('other', 4, { tabId: 9 }),
    entry('c', 5),
  );
  say({ tabId: 1, most: 2 });
  await turn();
  expect(told).toEqual([['c', 'b']]);
  log.append(entry('d', 6));
  await turn();
  expect(told.at(-1)).toEqual(['d', 'c']);
  const before = told.length;
  close();
  log.append(entry('e', 7));
  await turn();
  expect(told).toHaveLength(before);
});

it('answers nothing but a whole request, and that once', async () => {
  const { told, warnings, say } = await serve(entry('a', 1));
  for (const broken of [null, {}, { tabId: '1', most: 2 }, { tabId: 1, most: 0 }, { tabId: 1 }]) say(broken);
  await turn();
  expect(told).toEqual([]);
  expect(warnings).toHaveLength(5);
  say({ tabId: 1, most: 2 });
  say({ tabId: 1, most: 2 });
  await turn();
  expect(told).toEqual([['a']]);
});

it('reads further back where the latest records have too few failures', async () => {
  const fine = Array.from({ length: 2500 }, (_, at) => entry(`fine${at}`, 10 + at, { status: 200 }));
  const { told, say } = await serve(entry('a', 1), entry('b', 2), ...fine, entry('c', 9000));
  say({ tabId: 1, most: 1 });
  await expect.poll(() => told).toEqual([['c']]);
  const again = await serve(entry('a', 1), entry('b', 2), ...fine, entry('c', 9000));
  again.say({ tabId: 1, most: 4 });
  await expect.poll(() => again.told).toEqual([['c', 'b', 'a']]);
});
