import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import { parseClientMessage, parseSessionMessage } from '../../../../lib/messaging/protocol.ts';

const exchange = { ...emptyExchange, id: '1.0', responseHeaders: [{ name: 'Date', value: 'x' }] };
const clientMessages = [
  { type: 'subscribe', tabId: null, afterSeq: 0 },
  { type: 'subscribe', tabId: 3, afterSeq: 12 },
  { type: 'devtools-exchanges', exchanges: [exchange] },
  { type: 'navigated', tabId: 3, url: 'https://app.test/', at: 1.5 },
  { type: 'clear', tabId: 3 },
];
const sessionMessages = [
  { type: 'records', records: [{ seq: 1, kind: 'exchange', tabId: 3, exchange }], upToSeq: 1 },
  { type: 'records', records: [{ seq: 2, kind: 'navigation', tabId: 3, url: '', at: 0 }], upToSeq: 2 },
  { type: 'records', records: [{ seq: 3, kind: 'withdrawn', tabId: 3, id: '1.0' }], upToSeq: 3 },
  { type: 'cleared', upToSeq: 9 },
  { type: 'status', origins: ['*://app.test/*'], notices: [] },
];

describe('messages', () => {
  it.each(clientMessages)('to the background: $type', (message) => {
    expect(parseClientMessage(structuredClone(message))).toEqual({ ok: true, value: message });
  });
  it.each(sessionMessages)('from the background: $type', (message) => {
    expect(parseSessionMessage(structuredClone(message))).toEqual({ ok: true, value: message });
  });

  it.each([
    [{ type: 'devtools-exchanges', exchanges: [exchange, { ...exchange, status: '503' }] }, 'exchanges[1]'],
    [{ type: 'devtools-exchanges', exchanges: [{ ...exchange, time: Number.NaN }] }, 'exchanges[0]'],
    [{ type: 'subscribe', tabId: 'all', afterSeq: 0 }, 'tabId'],
    [{ type: 'navigated', tabId: 1, url: null, at: 0 }, 'url'],
    [{ type: 'format-disk' }, 'type'],
  ])('names what is wrong: %o', (message, path) => {
    const parsed = parseClientMessage(message);
    expect(parsed.ok || parsed.problems[0]?.path).toBe(path);
  });

  it('takes a broken field of any exchange for a failure, never for a value', () => {
    const fields = Object.keys(emptyExchange);
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        fc.constantFrom(null, {}, [1], Number.POSITIVE_INFINITY, undefined),
        (field, value) => {
          const record = { seq: 1, kind: 'exchange', tabId: 1, exchange: { ...exchange, [field]: value } };
          return !parseSessionMessage({ type: 'records', records: [record], upToSeq: 1 }).ok;
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        parseClientMessage(value);
        parseSessionMessage(value);
      }),
    );
  });
});
