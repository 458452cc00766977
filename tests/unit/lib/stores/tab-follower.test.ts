import { expect, it } from 'vitest';
import type { Channel } from '../../../../lib/messaging/channel.ts';
import type { FailedExchange } from '../../../../lib/session/tab-failures.ts';
import { followTab } from '../../../../lib/stores/tab-follower.ts';

/** A background that says what it is told to, to the connection there is at that time. */
function follow() {
  const heard: unknown[] = [];
  const shown: string[][] = [];
  const warnings: string[] = [];
  let say: (message: unknown) => void = () => {};
  let stop = (): void => {};
  const connect = (): Channel => ({
    post: (message) => heard.push(message),
    listen: (listener) => {
      say = listener;
    },
    onClose: (listener) => {
      stop = listener;
    },
    close: () => {},
  });
  followTab(
    { tabId: 7, most: 4 },
    { connect, later: (_, task) => task(), warn: (text) => warnings.push(text) },
    (failed) => shown.push(failed.map(({ id }) => id)),
  );
  return { heard, shown, warnings, say: (message: unknown) => say(message), stop: () => stop() };
}

const failed = (id: string): FailedExchange => ({
  id,
  method: 'GET',
  url: 'https://app.test/',
  status: 500,
  lacksResponse: false,
  receivedAt: 1,
  headers: [],
});

it('shows what it is told, and asks again when the background was stopped', () => {
  const { heard, shown, say, stop } = follow();
  say([failed('a')]);
  stop();
  say([failed('b'), failed('a')]);
  expect(heard).toEqual([
    { tabId: 7, most: 4 },
    { tabId: 7, most: 4 },
  ]);
  expect(shown).toEqual([['a'], ['b', 'a']]);
});

it('leaves what is not whole', () => {
  const { shown, warnings, say } = follow();
  const broken = [
    { ...failed('a'), status: '500' },
    { ...failed('a'), receivedAt: Number.NaN },
    { ...failed('a'), url: undefined },
    { ...failed('a'), lacksResponse: 0 },
    { ...failed('a'), headers: [{ name: 'Date' }] },
    null,
  ];
  for (const one of broken) say([one]);
  say({ type: 'status' });
  expect(shown).toEqual([]);
  expect(warnings).toHaveLength(7);
});
