import { expect, it } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import type { Channel } from '../../../../lib/messaging/channel.ts';
import type { SessionMessage } from '../../../../lib/messaging/protocol.ts';
import type { LogRecord } from '../../../../lib/session/log-record.ts';
import { followTab } from '../../../../lib/stores/tab-follower.ts';

/** A background that says what it is told to, to the connection there is at that time. */
function follow() {
  const heard: unknown[] = [];
  const got: string[] = [];
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
    7,
    { connect, later: (_, task) => task(), warn: (text) => warnings.push(text) },
    {
      apply: (records) => void got.push(...records.map(({ seq }) => `record ${seq}`)),
      evict: (upToSeq) => void got.push(`evicted up to ${upToSeq}`),
    },
  );
  return { heard, got, warnings, say: (message: SessionMessage) => say(message), stop: () => stop() };
}

const record = (seq: number): LogRecord => ({
  kind: 'exchange',
  seq,
  tabId: 7,
  exchange: { ...emptyExchange, id: `${seq}.0`, tabId: 7 },
});
const records = (upToSeq: number, ...list: unknown[]): SessionMessage => ({
  type: 'records',
  records: JSON.stringify(list),
  dictionary: '',
  upToSeq,
  more: false,
});

it('takes a tab’s records, and goes on from the last when the background was stopped', () => {
  const { heard, got, say, stop } = follow();
  say(records(3, record(1), record(3)));
  say({ type: 'evicted', upToSeq: 1 });
  say(records(9));
  stop();
  say(records(10, record(10)));
  expect(heard).toEqual([
    { type: 'subscribe', tabId: 7, afterSeq: 0, readsPacks: false },
    { type: 'subscribe', tabId: 7, afterSeq: 9, readsPacks: false },
  ]);
  expect(got).toEqual(['record 1', 'record 3', 'evicted up to 1', 'record 10']);
});

it('leaves what is said to panels, and names records that are not whole', () => {
  const { got, warnings, say } = follow();
  say({ type: 'status', origins: [], notices: [] });
  say({ type: 'give-back', afterSeq: 1, upToSeq: 2 });
  say(records(2, { seq: 1 }, record(2)));
  expect(got).toEqual(['record 2']);
  expect(warnings).toEqual(['Records were not understood: records[0]: is not whole']);
});
