import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import {
  auditSession,
  createSessionAudit,
  type PageChange,
} from '../../../../lib/session/session-findings.ts';
import { drawCallOf, drawnAt } from '../../../fixtures/draw-call.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const memfault = 'https://api.memfault.com/api/v0/issues';
const oce = 'https://bss.myhuaweicloud.com/v2/orders';

/** A request of the page for something else, so many seconds after the first. */
const lifeAt = (seconds: number, fields: Partial<Exchange> = {}): Exchange[] =>
  drawCallOf(
    { url: 'https://app.example/x', startedDateTime: drawnAt + seconds * 1000, ...fields },
    900 + seconds,
  )`200`;

function audit(exchanges: readonly Exchange[], navigations: readonly PageChange[] = []) {
  const { rows, censored } = auditSession(exchanges, navigations, catalogue);
  return {
    found: rows.flatMap(({ exchange, findings }) =>
      findings
        .filter(({ id }) => id === 'gave-up' || id === 'in-step')
        .map(({ id }) => `${exchange.id} ${id}`),
    ),
    censored: [...censored],
  };
}

describe('gave up', () => {
  test('the page lived past the due time and sent nothing', () => {
    const failed = drawCallOf({ url: memfault })`503`;
    expect(audit([...failed, ...lifeAt(10)])).toEqual({ found: ['1.0 gave-up'], censored: [] });
    const twice = drawCallOf({ url: memfault })`503 --8s-- 503`;
    expect(audit([...twice, ...lifeAt(100)])).toEqual({ found: ['2.0 gave-up'], censored: [] });
  });

  test('nothing is known before the due time, or of a page that shows no life', () => {
    const failed = drawCallOf({ url: memfault })`503`;
    expect(audit(failed)).toEqual({ found: [], censored: ['1.0'] });
    expect(audit([...failed, ...lifeAt(9)])).toEqual({ found: [], censored: ['1.0'] });
    expect(audit([...failed, ...lifeAt(60, { tabId: 8 })])).toEqual({ found: [], censored: ['1.0'] });
  });

  test('a page that navigated away, or slept, is cut off', () => {
    const failed = drawCallOf({ url: memfault })`503`;
    const away = { tabId: 7, at: drawnAt + 3000 };
    expect(audit([...failed, ...lifeAt(10)], [away])).toEqual({ found: [], censored: ['1.0'] });
    const after = { tabId: 7, at: drawnAt + 11_000 };
    expect(audit([...failed, ...lifeAt(10)], [after]).found).toEqual(['1.0 gave-up']);
    expect(audit([...failed, ...lifeAt(3600)])).toEqual({ found: [], censored: ['1.0'] });
  });

  test('a rule that forbids a retry, or a success, is simply the end', () => {
    for (const ended of [
      drawCallOf({ url: memfault })`500`,
      drawCallOf({ url: oce })`503`,
      drawCallOf({ url: oce })`206`,
      drawCallOf({ url: memfault })`503 --8s-- 200`,
      drawCallOf({ url: memfault })`ERR`,
    ]) {
      expect(audit([...ended, ...lifeAt(400)])).toEqual({ found: [], censored: [] });
    }
  });

  test('a poll that goes on has asked again', () => {
    const polls = drawCallOf({
      url: memfault,
    })`200 --10s-- 200 --10s-- 200 --10s-- 200 --10s-- 503 --10s-- 200`;
    expect(audit([...polls, ...lifeAt(100)])).toEqual({ found: [], censored: [] });
  });

  test('the same request of the page after a reload is none of this one’s', () => {
    const failed = drawCallOf({ url: memfault })`503`;
    const reload = lifeAt(20, { url: 'https://app.example/', resourceType: 'main_frame' });
    const again = drawCallOf({ url: memfault, startedDateTime: drawnAt + 21_000 }, 50)`200`;
    expect(audit([...failed, ...lifeAt(10), ...reload, ...again]).found).toEqual(['1.0 gave-up']);
    const early = lifeAt(5, { url: 'https://app.example/', resourceType: 'main_frame' });
    expect(audit([...failed, ...early, ...again])).toEqual({ found: [], censored: ['1.0'] });
  });
});

describe('in step', () => {
  const inTab = (tabId: number, url: string) =>
    drawCallOf({ tabId, url, startedDateTime: drawnAt + tabId * 10 }, tabId * 100);

  test('calls of one provider, by their waits', () => {
    const tabs = [1, 2, 3].flatMap((tab) => inTab(tab, memfault)`503 --8s-- 503 --64s-- 200`);
    expect(audit(tabs).found).toHaveLength(6);
    expect(audit([1, 2].flatMap((tab) => inTab(tab, memfault)`503 --8s-- 503 --64s-- 200`)).found).toEqual(
      [],
    );
  });

  test('hosts that nobody documents are apart', () => {
    const hosts = [1, 2, 3].flatMap((tab) => inTab(tab, `https://h${tab}.test/x`)`503 --8s-- 200`);
    expect(audit(hosts).found).toEqual([]);
    const same = [1, 2, 3].flatMap((tab) => inTab(tab, 'https://h.test/x')`503 --8s-- 200`);
    expect(audit(same).found).toHaveLength(3);
  });
});

test('rows of which nothing new is said stay the same objects', () => {
  const session = createSessionAudit(catalogue);
  const [failed] = drawCallOf({ url: memfault })`503`;
  if (!failed) throw new Error('one was drawn');
  session.add(failed, 1);
  const [alone] = session.read([], []).rows;
  for (const exchange of lifeAt(10)) session.add(exchange, 2);
  const [givenUp, life] = session.read([], []).rows;
  expect(alone?.findings).toEqual([]);
  expect(givenUp?.findings).toMatchObject([{ id: 'gave-up', severity: 'advice' }]);
  for (const exchange of lifeAt(20)) session.add(exchange, 3);
  const again = session.read([], []).rows;
  expect(again).toHaveLength(3);
  expect(again[0]).toBe(givenUp);
  expect(again[1]).toBe(life);
});
