import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import { parseFilter } from '../../../../lib/session/filter.ts';
import type { Row } from '../../../../lib/session/row.ts';
import type { Segment } from '../../../../lib/session/segments.ts';
import { createMatchingRows } from '../../../../lib/stores/matching-rows.ts';
import { timers } from '../../../fixtures/log.ts';
import { row } from '../../components/sample.ts';

/** Rows with every tenth at the path `/b`, the others at `/a`. */
function open(count: number) {
  const [a, b] = ['/a', '/b'].map((path) => row({ exchange: { url: `https://x.test${path}` } }));
  const rowAt = (at: number): Row => {
    const one = (at % 10 === 0 ? b : a) as Row;
    return { ...one, exchange: { ...one.exchange, id: String(at), startedDateTime: at } };
  };
  const rows = signal<readonly Row[]>(Array.from({ length: count }, (_, at) => rowAt(at)));
  const filter = signal(parseFilter(''));
  const segment = signal<Segment>('all');
  const clock = timers();
  const matching = createMatchingRows({ rows, segment, filter }, clock.later);
  return { rows, rowAt, filter, clock, count: () => matching.value.length };
}

it('filters few rows at once', () => {
  const { filter, count } = open(20_000);
  filter.value = parseFilter('/b');
  expect(count()).toBe(2_000);
  filter.value = parseFilter('');
  expect(count()).toBe(20_000);
});

it('shows what the filter before let through until many rows have been tried, from the next task on', () => {
  const { filter, clock, count, rows, rowAt } = open(25_000);
  filter.value = parseFilter('/b');
  expect(count()).toBe(25_000);
  clock.run();
  clock.run();
  expect(count()).toBe(25_000);
  // What comes meanwhile is not forgotten.
  rows.value = [...rows.value, rowAt(25_000)];
  clock.run();
  expect(count()).toBe(25_001);
  clock.run();
  expect(count()).toBe(2_501);
});

it('gives up a filter that is replaced before every row has been tried', () => {
  const { filter, clock, count } = open(25_000);
  const runAll = () => {
    for (let task = 0; task < 5; task++) clock.run();
  };
  filter.value = parseFilter('/b');
  clock.run();
  clock.run();
  filter.value = parseFilter('/a');
  clock.run();
  clock.run();
  clock.run();
  expect(count()).toBe(25_000);
  runAll();
  expect(count()).toBe(22_500);
  filter.value = parseFilter('nowhere');
  filter.value = parseFilter('');
  runAll();
  expect(count()).toBe(25_000);
});
