import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { createSessionAudit } from '../../../../lib/session/session-findings.ts';
import { drawCallOf, drawnAt } from '../../../fixtures/draw-call.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const figures = (exchanges: readonly Exchange[]) => {
  const session = createSessionAudit(catalogue);
  exchanges.forEach(session.add);
  session.read([], []);
  return session.providerFigures((id) => exchanges.find((exchange) => exchange.id === id));
};
/** The page goes on: what it does not repeat by then was given up. */
const later = drawCallOf({ url: 'https://app.example/x', startedDateTime: drawnAt + 500_000 }, 900)`200`;

describe('the figures of a provider', () => {
  const memfault = (request = 1) =>
    drawCallOf(
      { url: `https://api.memfault.com/${request}`, startedDateTime: drawnAt + request },
      request * 10,
    );

  test('count calls by their last attempt, and every attempt', () => {
    const [figure] = figures([...memfault(1)`503 --8s-- 503 --64s-- 200`, ...memfault(2)`500`]);
    expect(figure).toMatchObject({
      id: 'memfault',
      name: 'Memfault',
      calls: { total: 2, succeeded: 1 },
      attempts: { total: 4, succeeded: 1 },
      unknown: 0,
      target: null,
      verdict: null,
    });
  });

  test('leave out what is under way, was stopped, or was cut off', () => {
    const stopped = memfault(3)`ERR`.map((one) => ({ ...one, error: 'net::ERR_ABORTED' }));
    const all = [...memfault(1)`200`, ...memfault(2)`503 --8s-- pending`, ...stopped, ...memfault(4)`503`];
    expect(figures(all)).toMatchObject([
      { calls: { total: 1, succeeded: 1 }, attempts: { total: 3, succeeded: 1 }, unknown: 3 },
    ]);
    const late = memfault(1)`503`.map((one) => ({ ...one, error: 'net::ERR_ABORTED' }));
    expect(figures([...late, ...later])[0]?.calls).toMatchObject({ total: 1, succeeded: 0 });
  });

  test('take the last hop of a request that the browser followed', () => {
    const [redirect, target] = memfault(1)`302 --1s-- 503`;
    if (!redirect || !target) throw new Error('two were drawn');
    // Their numbers are by when the browser told of them.
    for (const [first, last] of [
      ['10.0', '10.1'],
      ['10.1', '10.0'],
    ]) {
      const hops = [
        { ...redirect, id: first ?? '' },
        { ...target, id: last ?? '' },
      ];
      expect(figures([...hops, ...later])[0]).toMatchObject({
        calls: { total: 1, succeeded: 0 },
        attempts: { total: 1 },
      });
    }
  });

  test('judge a target, and leave hosts without a pack out', () => {
    const oce = drawCallOf({ url: 'https://bss.myhuaweicloud.com/a' })`200`;
    const other = drawCallOf({ url: 'https://nobody.test/' }, 50)`500`;
    expect(figures([...oce, ...other])).toMatchObject([
      { id: 'huawei-oce', target: 0.9999, verdict: { kind: 'not-enough', needed: 29_955 } },
    ]);
  });
});
