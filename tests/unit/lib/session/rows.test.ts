import { expect, test } from 'vitest';
import { annotate } from '../../../../lib/annotate/annotate.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { auditAttempt } from '../../../../lib/retry/audit.ts';
import { groupCalls } from '../../../../lib/retry/calls.ts';
import { buildRows } from '../../../../lib/session/rows.ts';
import { drawCallOf } from '../../../fixtures/draw-call.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const memfault = drawCallOf({ url: 'https://api.memfault.com/api/v0/issues' });

test('every exchange becomes a row with its annotation, in order of start', () => {
  const exchanges = [3000, 1000, 2000].map((at) => exchangeOf(200, `https://a.test/${at}`, { at }));
  const rows = buildRows(exchanges, catalogue);
  expect(rows.map(({ exchange }) => exchange.startedDateTime)).toEqual([1000, 2000, 3000]);
  for (const row of rows) {
    expect(row.annotation).toEqual(annotate(row.exchange, catalogue).annotation);
    expect(row).toMatchObject({ attempt: { attempt: 1, exchange: row.exchange }, findings: [] });
  }
});

test('rows are what grouping and auditing one after the other give', () => {
  const exchanges = memfault`429(30) --2s-- 503 --1s-- 503 --1ms-- 200`;
  const audited = groupCalls(exchanges).map((attempt) => {
    const { annotation, policy } = annotate(attempt.exchange, catalogue);
    return { exchange: attempt.exchange, policy, retryAfter: annotation.advice.retryAfter, attempt };
  });
  const rows = buildRows(exchanges.toReversed(), catalogue);
  expect(rows.map(({ attempt }) => attempt)).toEqual(audited.map(({ attempt }) => attempt));
  audited.forEach((current, index) => {
    expect(rows[index]?.findings).toEqual(auditAttempt(audited.slice(0, index), current));
  });
  expect(rows[1]?.findings).toMatchObject([{ id: 'too-early' }]);
});

test('attempts that overlap are audited against the one that both follow', () => {
  const exchanges = [
    exchangeOf(429, undefined, { at: 0, headers: { 'Retry-After': '30' }, requestBodySize: 0 }),
    exchangeOf(503, undefined, { at: 1000, requestBodySize: 0 }),
    exchangeOf(503, undefined, { at: 1050, requestBodySize: 0 }),
  ];
  const rows = buildRows(exchanges, catalogue);
  expect(rows.map(({ attempt }) => attempt.attempt)).toEqual([1, 2, 2]);
  expect(rows.map(({ findings }) => findings.map(({ id }) => id))).toEqual([
    [],
    ['too-early'],
    ['too-early'],
  ]);
});
