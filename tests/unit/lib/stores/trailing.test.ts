import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { AT_ONCE, trailing } from '../../../../lib/stores/trailing.ts';

describe('what follows a list', () => {
  const listOf = (length: number): readonly number[] => Array.from({ length }, (_, n) => n);
  const open = (length: number) => {
    const due: (() => void)[] = [];
    const list = signal(listOf(length));
    const followed = trailing(list, (_, task) => due.push(task));
    return { list, followed, due };
  };

  it('has a short list at once', () => {
    const { list, followed, due } = open(3);
    expect(followed.value).toBe(list.value);
    list.value = listOf(AT_ONCE);
    expect([followed.value, due.length]).toEqual([list.value, 0]);
  });

  it('has a long one in a task of its own, and then the latest', () => {
    const { list, followed, due } = open(AT_ONCE + 1);
    expect([followed.value.length, due.length]).toEqual([0, 1]);
    list.value = listOf(AT_ONCE + 2);
    expect([followed.value.length, due.length]).toEqual([0, 1]);
    due.shift()?.();
    expect(followed.value).toBe(list.value);
    list.value = listOf(AT_ONCE + 3);
    expect(due.length).toBe(1);
  });

  it('has one that has become short at once, whatever was still due', () => {
    const { list, followed, due } = open(AT_ONCE + 1);
    list.value = listOf(2);
    expect(followed.value).toBe(list.value);
    due.shift()?.();
    expect(followed.value).toBe(list.value);
  });
});
