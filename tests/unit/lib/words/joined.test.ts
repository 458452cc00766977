import { expect, it } from 'vitest';
import { sayJoined } from '../../../../lib/words/joined.ts';
import { speakChinese } from '../../../fixtures/speak-chinese.ts';

it('joins texts as the language does', () => {
  expect(sayJoined('http.and', [])).toBe('');
  expect(sayJoined('http.and', ['one'])).toBe('one');
  expect(sayJoined('http.and', ['one', '{a}', 'three'])).toBe('one, {a}, three');
  speakChinese();
  expect(sayJoined('http.and', ['one', 'two', 'three'])).toBe('one，two，three');
});
