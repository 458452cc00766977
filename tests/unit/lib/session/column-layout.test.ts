import { expect, it } from 'vitest';
import { defaultColumnLayout, parseColumnLayout } from '../../../../lib/session/column-layout.ts';

it('reads back what was stored', () => {
  const layout = {
    sort: { by: 'time', descending: true },
    widths: { call: 200, time: 40 },
    shown: { method: false, waterfall: true },
  } as const;
  expect(parseColumnLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
});

it.each([undefined, null, 7, 'call', [], { sort: 'time', widths: 3, shown: null }, { sort: { by: 'size' } }])(
  'makes nothing chosen of %j',
  (value) => expect(parseColumnLayout(value)).toEqual(defaultColumnLayout),
);

it('leaves out unknown columns, widths out of range and a hidden call', () => {
  const value = {
    widths: { call: 39, time: 2001, advice: Number.NaN, method: '60', size: 80, status: 60 },
    shown: { call: false, size: true, time: 'no', provider: false },
  };
  expect(parseColumnLayout(value)).toEqual({
    sort: null,
    widths: { status: 60 },
    shown: { provider: false },
  });
});
