import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import { usualArrangement } from '../../../../lib/providers/arrangement.ts';
import { createProviderList } from '../../../../lib/stores/provider-list.ts';

function open() {
  const arrangement = signal(usualArrangement);
  const list = createProviderList([{ id: 'a' }, { id: 'b' }, { id: 'c' }], arrangement, (next) => {
    arrangement.value = next;
  });
  /** In order; who is not used in brackets. */
  const read = () => list.places.value.map(({ id, used }) => (used ? id : `(${id})`)).join(' ');
  return { list, read, arrangement };
}

describe('the list of providers', () => {
  it('is as the packs come, all of them used', () => {
    const { list, read } = open();
    expect(read()).toBe('a b c');
    expect(list.isReordered.value).toBe(false);
  });

  it('is put in order one step at a time, up to its ends, and back', () => {
    const { list, read } = open();
    list.move('c', -1);
    expect(read()).toBe('a c b');
    list.move('a', 1);
    expect(read()).toBe('c a b');
    expect(list.isReordered.value).toBe(true);
    list.move('c', -1);
    list.move('b', 1);
    list.move('gone', 1);
    expect(read()).toBe('c a b');
    list.usualOrder();
    expect(read()).toBe('a b c');
    expect(list.isReordered.value).toBe(false);
  });

  it('keeps the place of whom it leaves out, through both kinds of change', () => {
    const { list, read, arrangement } = open();
    list.move('b', -1);
    list.use('b', false);
    list.use('b', false);
    expect(read()).toBe('(b) a c');
    expect(arrangement.value.off).toEqual(['b']);
    list.move('c', -1);
    expect(read()).toBe('(b) c a');
    list.usualOrder();
    expect(read()).toBe('a (b) c');
    list.use('b', true);
    expect(read()).toBe('a b c');
  });
});
