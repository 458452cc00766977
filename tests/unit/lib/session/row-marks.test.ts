import { expect, test } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import type { Row } from '../../../../lib/session/row.ts';
import { createRowMarks } from '../../../../lib/session/row-marks.ts';

const rowAt = (startedDateTime: number, status = 200): Row =>
  ({ exchange: { ...emptyExchange, startedDateTime, status } }) as Row;

/** Marks each row with its status and notes which rows were looked at. */
function noted() {
  const looked: number[] = [];
  const marksOf = createRowMarks(({ exchange }) => {
    looked.push(exchange.startedDateTime);
    return exchange.status;
  });
  return (rows: readonly Row[]) => {
    looked.length = 0;
    return { marks: [...marksOf(rows)], looked: [...looked] };
  };
}

test('rows that were there before are not looked at again', () => {
  const mark = noted();
  const rows = [1, 2, 3].map((at) => rowAt(at, 200 + at));
  expect(mark(rows)).toEqual({ marks: [201, 202, 203], looked: [1, 2, 3] });
  expect(mark([...rows, rowAt(4, 404)])).toEqual({ marks: [201, 202, 203, 404], looked: [4] });
});

test('… wherever others go, come, or change', () => {
  const mark = noted();
  const rows = [1, 2, 3, 4, 5].map((at) => rowAt(at, 200 + at));
  mark(rows);
  const [, second, , fourth, fifth] = rows as [Row, Row, Row, Row, Row];
  const changed = [second, rowAt(2.5, 500), rowAt(3, 503), fourth, fifth];
  expect(mark(changed)).toEqual({ marks: [202, 500, 503, 204, 205], looked: [2.5, 3] });
  expect(mark([])).toEqual({ marks: [], looked: [] });
  expect(mark([fifth])).toEqual({ marks: [205], looked: [5] });
});

test('rows that start at one instant keep their own marks', () => {
  const mark = noted();
  const [a, b, c] = [rowAt(1, 201), rowAt(1, 202), rowAt(1, 203)];
  mark([a, b, c]);
  expect(mark([c, a, b]).marks).toEqual([203, 201, 202]);
});
