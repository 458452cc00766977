import { expect, test } from 'vitest';
import { hasFailed } from '../../../../lib/http/failed.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { buildRows } from '../../../../lib/session/rows.ts';
import { createSessionTally } from '../../../../lib/session/segments.ts';
import { drawCallOf } from '../../../fixtures/draw-call.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const url = 'https://api.memfault.com/x';
const { countSegments, figuresOf } = createSessionTally();
const rows = buildRows(drawCallOf({ url })`503 --1s-- 503 --64s-- 200`, catalogue);
test('a failure is an error status, or no response', () => {
  expect([200, 304, 404, 503, 600].map((status) => hasFailed(exchangeOf(status)))).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
  expect(hasFailed(exchangeOf(0, url, { state: 'failed' }))).toBe(true);
  expect(hasFailed(exchangeOf(0, url, { state: 'pending' }))).toBe(false);
});

test('segments count rows', () => {
  expect(countSegments(rows)).toEqual({ all: 3, failed: 2, retryable: 2, retried: 2, violations: 1 });
});

test('figures count responses, calls and violations', () => {
  expect(figuresOf(rows, [])).toEqual({ responses: 3, calls: 1, violations: 1, providers: [] });
  expect(figuresOf(rows.slice(0, 2), [])).toMatchObject({ responses: 2, calls: 1 });
});
