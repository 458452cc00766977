import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { inOrderOfStart } from '../../../../lib/retry/calls.ts';
import type { Row } from '../../../../lib/session/row.ts';
import { buildRows } from '../../../../lib/session/rows.ts';
import { auditSession, createSessionAudit } from '../../../../lib/session/session-findings.ts';
import { drawnAt } from '../../../fixtures/draw-call.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const hour = 3_600_000;

/** What comes and goes: a few addresses of three pages, so that much of it belongs together. */
const exchange = fc.record({
  start: fc.oneof(
    { weight: 6, arbitrary: fc.nat(300).map((n) => n * 1000) },
    { weight: 3, arbitrary: fc.nat(40) },
    { weight: 1, arbitrary: fc.nat(13 * hour) },
  ),
  time: fc.oneof(fc.nat(3), fc.nat(3000)),
  status: fc.constantFrom(200, 302, 404, 503, 503, 503, 529, 429, 0),
  wait: fc.constantFrom('', '', '1', '20'),
  url: fc.constantFrom(
    'https://api.memfault.com/a',
    'https://api.memfault.com/a',
    'https://dis.cn-north-4.myhuaweicloud.com/b',
    'https://nobody.test/c',
  ),
  tabId: fc.constantFrom(1, 1, 2, -1),
  method: fc.constantFrom('GET', 'GET', 'POST'),
  resourceType: fc.constantFrom(
    'xmlhttprequest',
    'xmlhttprequest',
    'xmlhttprequest',
    'main_frame',
    'sub_frame',
  ),
  requestHeaders: fc.constantFrom(
    ...[[], [], [], []],
    ...['a', 'b'].map((value) => [{ name: 'amz-sdk-invocation-id', value }]),
    ...['a', 'b'].map((value) => [{ name: 'idempotency-key', value }]),
    [{ name: 'retry-attempt', value: '1' }],
  ),
  requestBodySize: fc.constantFrom(0, -1),
  hop: fc.constantFrom(0, 0, 0, 1),
});
type Seed = Omit<typeof exchange extends fc.Arbitrary<infer T> ? T : never, 'url'> & { readonly url: string };

/** A poll, all of whose beats share a key: longer than what is remembered of one. */
const poll = fc
  .record({
    from: fc.nat(100),
    every: fc.constantFrom(1000, 5000),
    statuses: fc.array(fc.constantFrom(200, 200, 503), { minLength: 30, maxLength: 60 }),
  })
  .map(({ from, every, statuses }) =>
    statuses.map(
      (status, index): Seed => ({
        start: from * 1000 + index * every,
        time: 50,
        status,
        wait: '',
        url: 'https://api.memfault.com/poll',
        tabId: 1,
        method: 'GET',
        resourceType: 'xmlhttprequest',
        requestHeaders: [],
        requestBodySize: 0,
        hop: 0,
      }),
    ),
  );

const exchanges = fc.oneof(
  { weight: 3, arbitrary: fc.array(exchange, { maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(poll, fc.array(exchange, { maxLength: 10 })).map(([a, b]) => [...a, ...b]),
  },
);

function made({ start, status, wait, hop, ...fields }: Seed, index: number): Exchange {
  return {
    ...emptyExchange,
    ...fields,
    id: `${hop === 0 ? index : Math.max(0, index - 1)}.${hop === 0 ? 0 : index}`,
    startedDateTime: drawnAt + start,
    responseStart: fields.time,
    status,
    state: status === 0 ? 'failed' : 'complete',
    responseHeaders: wait === '' ? [] : [{ name: 'Retry-After', value: wait }],
    initiator: 'https://api.memfault.com',
  };
}

const pending = (one: Exchange): Exchange => ({
  ...one,
  status: 0,
  state: 'pending',
  time: -1,
  responseStart: -1,
  responseHeaders: [],
});

/** What happens to an exchange when its turn comes. */
const step = fc.record({
  rank: fc.nat(1000),
  kind: fc.constantFrom('add', 'add', 'add', 'pending', 'move', 'remove', 'leave'),
  read: fc.boolean(),
});

const navigations = fc.array(
  fc.record({ tabId: fc.constantFrom(1, 2), at: fc.nat(300).map((n) => drawnAt + n * 1000) }),
  {
    maxLength: 2,
  },
);
const gaps = fc.array(fc.nat(300), { maxLength: 1 }).map((list) =>
  list.map((n) => ({
    from: drawnAt + n * 1000,
    to: drawnAt + n * 1000 + 5000,
    reason: 'stopped' as const,
  })),
);

const plain = (rows: readonly Row[]) =>
  rows.map(({ exchange: { id, status, startedDateTime }, annotation, attempt, findings }) => ({
    id,
    status,
    startedDateTime,
    provider: annotation.provider.id,
    decision: annotation.advice.decision,
    attempt: { ...attempt, exchange: attempt.exchange.id },
    findings,
  }));

test('however exchanges come, change and go, the session is what it would be if made at once', () => {
  fc.assert(
    fc.property(
      exchanges,
      fc.array(step, { minLength: 70, maxLength: 70 }),
      navigations,
      gaps,
      (seeds, steps, navs, holes) => {
        const session = createSessionAudit(catalogue);
        const kept = new Map<string, { exchange: Exchange; seq: number }>();
        let seq = 0;
        const put = (one: Exchange): void => {
          seq += 1;
          const before = kept.get(one.id);
          if (before) session.remove(before.exchange, before.seq);
          kept.set(one.id, { exchange: one, seq });
          session.add(one, seq);
        };
        const drop = (id: string): void => {
          const before = kept.get(id);
          if (before) session.remove(before.exchange, before.seq);
          kept.delete(id);
        };
        const check = (): void => {
          const list = [...kept.values()].sort((a, b) => a.seq - b.seq).map((one) => one.exchange);
          const whole = createSessionAudit(catalogue);
          inOrderOfStart(list).forEach(whole.add);
          const [found, expected] = [session, whole].map((one) => {
            const { rows, censored } = one.read(navs, holes);
            const providers = one.providerFigures((id) => kept.get(id)?.exchange);
            return { rows: plain(rows), censored: [...censored].sort(), providers };
          });
          expect(found).toEqual(expected);
        };
        const turns = seeds
          .map((seed, index) => ({
            one: made(seed, index),
            ...(steps[index] ?? { rank: 0, kind: 'add', read: false }),
          }))
          .sort((a, b) => a.rank - b.rank);
        for (const { one, kind, read } of turns) {
          put(kind === 'pending' ? pending(one) : one);
          if (read) check();
        }
        for (const { one, kind, read, rank } of turns) {
          if (kind === 'pending') put(one);
          if (kind === 'move')
            put({ ...one, startedDateTime: one.startedDateTime + (rank % 7) * 1000 - 3000 });
          if (kind === 'remove') drop(one.id);
          if (kind === 'leave') drop([...kept.keys()][0] ?? '');
          if (read) check();
        }
        check();
        for (const id of [...kept.keys()].slice(0, 5)) drop(id);
        check();
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

test('rows alone are the same as those of the session, but for its findings', () => {
  fc.assert(
    fc.property(exchanges, (seeds) => {
      const list = seeds.map(made);
      const attempts = (rows: readonly Row[]) => plain(rows).map(({ attempt }) => attempt);
      expect(attempts(auditSession(list, [], catalogue).rows)).toEqual(attempts(buildRows(list, catalogue)));
    }),
  );
});
