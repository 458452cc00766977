import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import type { LastFilter, SavedFilter } from '../../../../lib/session/filter-memory.ts';
import type { Segment } from '../../../../lib/session/segments.ts';
import { openSavedFilters, rememberFilter } from '../../../../lib/stores/saved-filters.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A storage that all its readers follow, as the browser's. */
function memoryOf<T>(start: T) {
  const listeners: ((value: T) => void)[] = [];
  const memory = {
    value: start,
    writes: 0,
    read: async () => memory.value,
    async write(value: T) {
      memory.value = value;
      memory.writes += 1;
      for (const listener of listeners) listener(value);
    },
    onChanged: (listener: (value: T) => void) => void listeners.push(listener),
  };
  return memory;
}

const a: SavedFilter = { name: 'a', text: 'is:failed' };

function fail(problem: unknown): void {
  throw problem;
}

it('saves and removes, in every page that is open', async () => {
  const memory = memoryOf<readonly SavedFilter[]>([a]);
  const one = openSavedFilters(memory, fail);
  const other = openSavedFilters(memory, fail);
  // Before the list is read: what is there must not be lost.
  one.save('b', 'is:retried');
  await settled();
  expect(other.list.value).toEqual([a, { name: 'b', text: 'is:retried' }]);
  other.remove('a');
  await settled();
  expect(one.list.value).toEqual([{ name: 'b', text: 'is:retried' }]);
  expect(memory.value).toEqual(one.list.value);
});

it('writes nothing over a list that cannot be read', async () => {
  const memory = memoryOf<readonly SavedFilter[]>([a]);
  const problems: unknown[] = [];
  const saved = openSavedFilters({ ...memory, read: () => Promise.reject('gone') }, (problem) => {
    problems.push(problem);
  });
  saved.save('b', 'is:retried');
  await settled();
  expect(problems).toContain('gone');
  expect(memory.value).toEqual([a]);
});

function filterOf(text: string, chosen: Segment = 'all') {
  return { filterText: signal(text), segment: signal(chosen) };
}

/** A timer that a test runs off. */
function timer() {
  const tasks: (() => void)[] = [];
  const run = () => {
    for (const task of tasks.splice(0)) task();
  };
  return { tasks, run, tools: { later: (_: number, task: () => void) => void tasks.push(task), warn: fail } };
}

it('brings the last filter back and keeps the current one, not every keystroke', async () => {
  const memory = memoryOf<LastFilter>({ text: 'is:failed', segment: 'retried' });
  const store = filterOf('');
  const { tasks, run, tools } = timer();
  await rememberFilter(store, memory, tools);
  expect([store.filterText.value, store.segment.value]).toEqual(['is:failed', 'retried']);
  expect(tasks).toHaveLength(0);
  for (const text of ['i', 'is', 'is:', 'is:r']) store.filterText.value = text;
  store.segment.value = 'all';
  expect(tasks).toHaveLength(1);
  run();
  expect([memory.value, memory.writes]).toEqual([{ text: 'is:r', segment: 'all' }, 1]);
  store.filterText.value = '';
  run();
  expect(memory.value).toEqual({ text: '', segment: 'all' });
});

it('leaves what was typed or chosen before the last filter was read, and keeps that', async () => {
  for (const store of [filterOf('mine'), filterOf('', 'failed')]) {
    const memory = memoryOf<LastFilter>({ text: 'old', segment: 'all' });
    const { run, tools } = timer();
    const before = { text: store.filterText.value, segment: store.segment.value };
    await rememberFilter(store, memory, tools);
    run();
    expect(memory.value).toEqual(before);
    expect(store.filterText.value).toBe(before.text);
  }
});
