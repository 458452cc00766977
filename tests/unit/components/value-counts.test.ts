import { expect, it } from 'vitest';
import { createValueCounter } from '../../../components/inspector/value-counts.ts';
import { row } from './sample.ts';

const rows = Array.from({ length: 5_000 }, (_, index) =>
  row({ exchange: { method: index % 5 === 0 ? 'PUT' : 'GET' } }),
);

/** A clock that goes on by `step` ms at each look, and turns that a test lets happen. */
function slow(step: number) {
  let at = 0;
  const turns: (() => void)[] = [];
  const tools = { now: () => (at += step), later: (task: () => void) => void turns.push(task) };
  return { turns, counter: createValueCounter(tools) };
}
const asText = (counts: readonly { value: string; count: number }[]) =>
  counts
    .map(({ value, count }) => `${value} ${count}`)
    .sort()
    .join();

it('answers at once when there is time', () => {
  const { counter, turns } = slow(0);
  const got: string[] = [];
  counter.ask('method', rows, (counts) => got.push(asText(counts)));
  expect([got, turns.length]).toEqual([['GET 4000,PUT 1000'], 0]);
});

it('stops when its turn is over and goes on in the next, to the same counts', () => {
  const { counter, turns } = slow(3);
  const got: string[] = [];
  counter.ask('method', rows, (counts) => got.push(asText(counts)));
  let count = 0;
  for (let next = turns.shift(); next; next = turns.shift()) {
    expect(got).toEqual([]);
    count += 1;
    next();
  }
  expect(count).toBeGreaterThan(10);
  expect(got).toEqual(['GET 4000,PUT 1000']);
});

it('counts the same rows once, and shows the earlier counts while it counts others', () => {
  const { counter, turns } = slow(3);
  counter.ask('method', rows.slice(0, 100), () => {});
  const got: string[] = [];
  counter.ask('method', rows, (counts) => got.push(asText(counts)));
  expect(got).toEqual(['GET 80,PUT 20']);
  while (turns.length > 0) turns.shift()?.();
  expect(got).toEqual(['GET 80,PUT 20', 'GET 4000,PUT 1000']);
  counter.ask('method', rows, (counts) => got.push(asText(counts)));
  expect([got.length, turns.length]).toEqual([3, 0]);
});

it('answers only what was asked last', () => {
  const { counter, turns } = slow(3);
  const got: string[] = [];
  counter.ask('method', rows, () => got.push('method'));
  counter.ask('is', rows, () => got.push('is'));
  while (turns.length > 0) turns.shift()?.();
  expect(got).toEqual(['is']);
  counter.ask('domain', rows, () => got.push('domain'));
  counter.cancel();
  while (turns.length > 0) turns.shift()?.();
  expect(got).toEqual(['is']);
});

it('has no counts for free text', () => {
  const { counter } = slow(0);
  counter.ask('url', rows, (counts) => expect(counts).toEqual([]));
  expect.assertions(1);
});
