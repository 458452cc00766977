import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import { createCallGroups } from '../../../../lib/session/call-groups.ts';
import type { Row } from '../../../../lib/session/row.ts';
import { linesByStart } from '../../../../lib/session/row-order.ts';

/** Rows of a few calls by start: whose call each is, and when it began. */
function makeRows(calls: readonly number[]): Row[] {
  const attempts = new Map<number, number>();
  return calls.map((call, index) => {
    const attempt = (attempts.get(call) ?? 0) + 1;
    attempts.set(call, attempt);
    const startedDateTime = 1000 + Math.floor(index / 2);
    const exchange = { ...emptyExchange, id: `${index}`, startedDateTime, status: 503 };
    return {
      exchange,
      attempt: { exchange, callId: `c${call}`, attempt, evidence: 'heuristic', confidence: 1 },
      annotation: {},
      findings: [],
    } as unknown as Row;
  });
}

/** The groups of a list that is looked through as a whole: each call that has a later attempt in it. */
function expected(rows: readonly Row[]) {
  const byCall = new Map<string, Row[]>();
  for (const row of rows) byCall.set(row.attempt.callId, [...(byCall.get(row.attempt.callId) ?? []), row]);
  return [...byCall].filter(([, list]) => list.length > 1 && list.some(({ attempt }) => attempt.attempt > 1));
}

describe('the calls of a list', () => {
  it('are those of the whole list, whatever came to it and went', () => {
    const all = fc.array(fc.nat(60), { minLength: 240, maxLength: 300 }).map(makeRows);
    /** Each step shows the rows from one place up to another, but for some. */
    const steps = fc.array(
      fc.record({ gone: fc.nat(2), added: fc.nat(6), without: fc.nat(12), replaced: fc.nat(20) }),
      { minLength: 4, maxLength: 20 },
    );
    fc.assert(
      fc.property(all, steps, (rows, shown) => {
        const attemptsOf = (row: Row): Row[] =>
          rows.filter(({ attempt }) => attempt.callId === row.attempt.callId);
        const groups = createCallGroups(attemptsOf);
        let [from, to] = [0, 180];
        for (const { gone, added, without, replaced } of shown) {
          [from, to] = [from + gone, Math.min(rows.length, to + added)];
          // One of the last is not there; a row that says more is another object.
          const list = rows
            .slice(from, to)
            .filter((_, index) => index !== to - from - without)
            .map((row, index) => (index === replaced ? { ...row } : row));
          groups.update(list);
          const found = [...groups.byCall.values()].map(({ callId, members }) => [
            callId,
            members.map((member) => list[member - groups.first]?.exchange.id),
          ]);
          const wanted = expected(list).map(([callId, members]) => [
            callId,
            members.map(({ exchange }) => exchange.id),
          ]);
          expect(found.sort()).toEqual(wanted.sort());
          const lines = [...linesByStart(groups, new Set()).order];
          expect([...lines].sort((a, b) => a - b)).toEqual(list.map((_, index) => index));
          const leaders = lines.filter((place) => groups.ledBy(groups.first + place));
          expect(leaders.length).toBe(wanted.length);
          // A part of the list by the groups of the whole.
          const part = list.filter((_, index) => (index + without) % 3 !== 0);
          const among = createCallGroups(attemptsOf, groups);
          among.update(part);
          const alone = createCallGroups(attemptsOf);
          alone.update(part);
          expect([...among.byCall].sort()).toEqual([...alone.byCall].sort());
        }
      }),
      { numRuns: 500 },
    );
  });
});
