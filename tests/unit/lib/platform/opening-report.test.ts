import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOpeningReport } from '../../../../lib/platform/opening-report.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

const trouble = {
  number: 2,
  isLine: false,
  offset: 512,
  faults: [
    { path: 'response.status', word: 'har.notNumber' },
    { path: '', word: 'har.deep', values: { most: 64 } },
  ],
};
const batch = { exchanges: [exchangeOf(503)], troubles: [trouble] };

describe('messages of the worker that opens files', () => {
  it.each([
    { type: 'batch', share: 0.5, batch },
    { type: 'batch', share: 1, batch: { exchanges: [], troubles: [], gaps: ['A gap'] } },
    { type: 'failed', reason: 'no' },
  ])('$type', (message) => {
    expect(parseOpeningReport(structuredClone(message))).toEqual({ ok: true, value: message });
  });

  it.each<[message: unknown, path: string]>([
    [null, ''],
    [{ type: 'dance' }, 'type'],
    [{ type: 'failed' }, 'reason'],
    [{ type: 'batch', batch }, 'share'],
    [{ type: 'batch', share: 1 }, 'batch'],
    [{ type: 'batch', share: 1, batch: { troubles: [] } }, 'batch.exchanges'],
    [{ type: 'batch', share: 1, batch: { ...batch, exchanges: [{}] } }, 'batch.exchanges[0]'],
    [{ type: 'batch', share: 1, batch: { ...batch, gaps: [1] } }, 'batch.gaps'],
    ...[
      { ...trouble, offset: 0.5 },
      { ...trouble, isLine: 1 },
      { ...trouble, faults: [{ path: '', word: 'toolbar.clear' }] },
      { ...trouble, faults: [{ path: '', word: 'har.deep', values: { most: {} } }] },
    ].map((one): [unknown, string] => [
      { type: 'batch', share: 1, batch: { ...batch, troubles: [one] } },
      'batch.troubles',
    ]),
  ])('names what is wrong with %o', (message, path) => {
    const parsed = parseOpeningReport(message);
    expect(parsed.ok || parsed.problems[0]?.path).toBe(path);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => parseOpeningReport(value).ok === false));
  });
});
