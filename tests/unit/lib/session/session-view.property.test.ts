import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import type { LogRecord } from '../../../../lib/session/log-record.ts';
import { createSessionView } from '../../../../lib/session/session-view.ts';
import { drawnAt } from '../../../fixtures/draw-call.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const assigned = createCatalogue(builtInPacks, genericPack, [{ pattern: 'app.test', provider: 'memfault' }]);

/** An exchange, or a later state of it: a few ids come again and again. */
const exchange = fc.record({
  id: fc.nat(15).map((n) => `${n}.0`),
  start: fc.nat(60),
  status: fc.constantFrom(0, 200, 503, 503, 529),
  tabId: fc.constantFrom(1, 1, 1, -1),
  document: fc.constantFrom(false, false, false, true),
  url: fc.constantFrom('https://app.test/', 'https://api.memfault.com/a', 'https://api.memfault.com/b'),
  initiator: fc.constantFrom('https://app.test', 'https://else.test'),
});

const step = fc.oneof(
  { weight: 12, arbitrary: exchange.map((fields) => ({ kind: 'exchange' as const, ...fields })) },
  { weight: 1, arbitrary: fc.nat(15).map((n) => ({ kind: 'withdrawn' as const, id: `${n}.0` })) },
  { weight: 1, arbitrary: fc.nat(60).map((at) => ({ kind: 'navigation' as const, at })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'cleared' as const }) },
  { weight: 1, arbitrary: fc.nat(60).map((from) => ({ kind: 'gap' as const, from })) },
  { weight: 1, arbitrary: fc.nat(10).map((most) => ({ kind: 'evict' as const, most })) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function made({
  id,
  start,
  status,
  tabId,
  document,
  url,
  initiator,
}: Extract<Step, { kind: 'exchange' }>): Exchange {
  return {
    ...emptyExchange,
    id,
    tabId,
    url,
    initiator,
    status,
    startedDateTime: drawnAt + start * 1000,
    state: status === 0 ? 'pending' : 'complete',
    time: status === 0 ? -1 : 100,
    responseStart: status === 0 ? -1 : 100,
    resourceType: document && tabId >= 0 ? 'main_frame' : 'xmlhttprequest',
  };
}

function recordOf(one: Exclude<Step, { kind: 'evict' }>, seq: number): LogRecord {
  switch (one.kind) {
    case 'exchange':
      return { kind: 'exchange', seq, tabId: one.tabId, exchange: made(one) };
    case 'navigation':
      return { kind: 'navigation', seq, tabId: 1, url: 'https://app.test/', at: drawnAt + one.at * 1000 };
    case 'gap':
      return {
        kind: 'gap',
        seq,
        tabId: -1,
        reason: 'stopped',
        from: drawnAt + one.from * 1000,
        to: drawnAt + one.from * 1000 + 2000,
      };
    default:
      return { ...one, seq, tabId: 1 };
  }
}

test('what is shown does not depend on what was shown before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ step, read: fc.boolean(), preserveLog: fc.boolean(), other: fc.boolean() }), {
        maxLength: 40,
      }),
      (turns) => {
        const [watched, late] = [createSessionView(), createSessionView()];
        let seq = 0;
        for (const { step: one, read, preserveLog, other } of turns) {
          seq += 1;
          for (const view of [watched, late]) {
            if (one.kind !== 'evict') view.take(recordOf(one, seq));
            else view.drop((number) => number <= seq - one.most);
          }
          if (read) watched.read({ catalogue: other ? assigned : catalogue, preserveLog });
          else watched.advance();
        }
        for (const preserveLog of [false, true]) {
          const [a, b] = [watched, late].map((view) => {
            const { rows, censored } = view.read({ catalogue, preserveLog });
            const attempts = rows.map((row) => view.attemptsOf(row).map((other) => rows.indexOf(other)));
            const found = rows.map(({ exchange: { id } }) => view.rowOf(id));
            return {
              rows,
              attempts,
              found,
              censored: [...censored].sort(),
              providers: view.providerFigures(),
            };
          });
          expect(a).toEqual(b);
          expect(a?.found).toEqual(a?.rows);
          for (const [index, places] of a?.attempts.entries() ?? []) expect(places).toContain(index);
        }
      },
    ),
  );
});
