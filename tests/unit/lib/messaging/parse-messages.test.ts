import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import { parseClientMessage } from '../../../../lib/messaging/parse-client-message.ts';
import { parseRecords } from '../../../../lib/messaging/parse-record.ts';
import { parseSessionMessage } from '../../../../lib/messaging/parse-session-message.ts';
import type { LogRecord } from '../../../../lib/session/log-record.ts';
import { seal } from '../../../../lib/session/record-text.ts';

const parse = (message: unknown, warn = (_: string): void => {}) => parseClientMessage(message, warn);
const exchange = { ...emptyExchange, id: '1.0', responseHeaders: [{ name: 'Date', value: 'x' }] };
const text = { kind: 'text', text: '{}', mimeType: 'application/json', size: 2, truncated: false };
const deliver = (delivery: object) => ({ type: 'deliver', number: 7, delivery });
const clientMessages = [
  { type: 'subscribe', tabId: null, afterSeq: 0, readsPacks: true },
  { type: 'subscribe', tabId: 3, afterSeq: 12, readsPacks: false },
  deliver({ type: 'devtools-exchanges', exchanges: [exchange] }),
  deliver({ type: 'navigated', tabId: 3, url: 'https://app.test/', at: 1.5 }),
  deliver({ type: 'dropped', from: 1, to: 2.5 }),
  { type: 'clear', tabId: 3 },
  { type: 'ping' },
  { type: 'given-back', records: '[]' },
  { type: 'offer-bodies', tabId: 3 },
  { type: 'body-wanted', request: 1, tabId: 3, devtoolsId: 'har-1.0' },
  { type: 'body-read', request: 1, answer: text },
  { type: 'body-read', request: 1, answer: { kind: 'binary', mimeType: 'image/png', size: 9 } },
];
const sessionMessages = [
  { type: 'records', records: '[]', upToSeq: 1, more: true },
  { type: 'packs', packs: [500, 1000] },
  { type: 'evicted', upToSeq: 9 },
  { type: 'status', origins: ['*://app.test/*'], notices: [] },
  { type: 'settled', number: 7 },
  { type: 'pong' },
  { type: 'give-back', afterSeq: 1, upToSeq: 9 },
  { type: 'read-body', request: 1, devtoolsId: 'har-1.0' },
  { type: 'body', request: 1, answer: { kind: 'unavailable', reason: 'gone' } },
];
const textOf = (all: readonly LogRecord[]): string => `[${all.map((record) => seal(record).text).join(',')}]`;
const records: LogRecord[] = [
  { seq: 1, kind: 'exchange', tabId: 3, exchange },
  { seq: 2, kind: 'navigation', tabId: 3, url: '', at: 0 },
  { seq: 3, kind: 'withdrawn', tabId: 3, id: '1.0' },
  { seq: 4, kind: 'cleared', tabId: 3 },
  { seq: 5, kind: 'gap', tabId: -1, from: 0, to: 1.5, reason: 'stopped' },
];

describe('messages', () => {
  it.each(clientMessages)('to the background: $type', (message) => {
    expect(parse(structuredClone(message))).toEqual({ ok: true, value: message });
  });
  it.each(sessionMessages)('from the background: $type', (message) => {
    expect(parseSessionMessage(structuredClone(message))).toEqual({ ok: true, value: message });
  });

  it.each([
    [{ type: 'subscribe', tabId: 'all', afterSeq: 0 }, 'tabId'],
    [deliver({ type: 'navigated', tabId: 1, url: null, at: 0 }), 'delivery.url'],
    [deliver({ type: 'navigated', tabId: 1, url: '', at: Number.NaN }), 'delivery.at'],
    [deliver({ type: 'devtools-exchanges', exchanges: 'all' }), 'delivery.exchanges'],
    [{ type: 'body-read', request: 1, answer: { kind: 'text', text: 1 } }, 'answer'],
    [{ type: 'format-disk' }, 'type'],
  ])('names what is wrong: %o', (message, path) => {
    const parsed = parse(message);
    expect(parsed.ok || parsed.problems[0]?.path).toBe(path);
  });

  it('loses of a delivery what is not whole, and nothing else', () => {
    const exchanges = [exchange, { ...exchange, status: '503' }, { ...exchange, time: Number.NaN }];
    const warn = vi.fn();
    expect(parse(deliver({ type: 'devtools-exchanges', exchanges }), warn)).toMatchObject({
      value: { delivery: { exchanges: [exchange] } },
    });
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('delivery.exchanges[1]'));
  });
});

describe('records', () => {
  it('are read from their text', () => {
    expect(parseRecords(textOf(records))).toEqual({ records, problems: [] });
  });

  it.each([
    ['not json', 'records'],
    ['{}', 'records'],
    ['[null]', 'records[0]'],
    [JSON.stringify([{ seq: 1, kind: 'gap', tabId: -1, from: 0, to: 1, reason: 'whim' }]), 'records[0]'],
    [JSON.stringify([{ seq: 1.5, kind: 'cleared', tabId: 3 }]), 'records[0]'],
  ])('that are broken are named: %s', (broken, path) => {
    expect(parseRecords(broken)).toMatchObject({ records: [], problems: [{ path }] });
  });

  it('takes a broken field of any exchange for a failure, never for a value, and keeps the others', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(emptyExchange)),
        fc.constantFrom(null, {}, [1]),
        (field, value) => {
          const broken = { seq: 1, kind: 'exchange', tabId: 1, exchange: { [field]: value } };
          const read = parseRecords(`[${JSON.stringify(broken)},${textOf(records).slice(1)}`);
          return read.records.length === records.length && read.problems.length === 1;
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        parse(value);
        parseSessionMessage(value);
        parseRecords(JSON.stringify(value) ?? '');
      }),
    );
  });
});
