import { expect, it } from 'vitest';
import { quoted, shown } from '../../../../lib/http/quoted.ts';

it('shows a value in quotes', () => {
  expect(quoted('soon')).toBe('"soon"');
  expect(quoted('')).toBe('""');
  expect(shown('30')).toBe('30');
});

it('cuts a long value and marks the cut', () => {
  expect(quoted('x'.repeat(61))).toBe(`"${'x'.repeat(60)}…"`);
  expect(quoted('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`);
});

it('leaves out control, format and line-breaking characters', () => {
  expect(quoted('a\u0000\u001b[31m\r\n\u009b\u202e\u2066\u2028\ufeffb')).toBe('"a[31mb"');
});

it('leaves no half of a character at the cut', () => {
  expect(quoted('😀😀', 3)).toBe('"😀…"');
});
