import { expect, test } from 'vitest';
import { formatDuration } from '../../../../lib/retry/duration.ts';
import { speakChinese } from '../../../fixtures/speak-chinese.ts';

test.each([
  [0, '0 s'],
  [0.0004, '0 s'],
  [0.06, '0.06 s'],
  [0.29, '0.29 s'],
  [0.35, '0.35 s'],
  [1.9, '1.9 s'],
  [7.996, '7.99 s'],
  [8, '8 s'],
  [28.1, '28.1 s'],
  [28.19, '28.1 s'],
  [30, '30 s'],
  [59.99, '59.9 s'],
  [59.9999999, '1 m'],
  [60, '1 m'],
  [72, '1 m 12 s'],
  [512, '8 m 32 s'],
  [584, '9 m 44 s'],
  [600, '10 m'],
  [3600, '1 h'],
  [3605, '1 h'],
  [4680, '1 h 18 m'],
  [21_600, '6 h'],
  [37_448, '10 h 24 m'],
  [86_400, '24 h'],
  [172_799, '47 h 59 m'],
  [172_800, '2 d'],
  [432_000 + 3 * 3600, '5 d 3 h'],
  [-72, '−1 m 12 s'],
  [-1e-9, '0 s'],
  [Number.NaN, '–'],
  [Number.POSITIVE_INFINITY, '–'],
])('%d s reads %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test('the units are those of the language', () => {
  speakChinese();
  expect([8, 72, 37_448, 180_000, -1].map(formatDuration)).toEqual([
    '8 秒',
    '1 分 12 秒',
    '10 小时 24 分',
    '2 天 2 小时',
    '−1 秒',
  ]);
});
