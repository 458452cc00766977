import { describe, expect, it } from 'vitest';
import { hasIdempotencyKey, isIdempotent, isSafe } from '../../../../lib/http/methods.ts';

describe('methods', () => {
  it.each([
    ['GET', true, true],
    ['HEAD', true, true],
    ['OPTIONS', true, true],
    ['TRACE', true, true],
    ['PUT', false, true],
    ['DELETE', false, true],
    ['POST', false, false],
    ['PATCH', false, false],
    ['CONNECT', false, false],
    ['get', false, false],
    ['', false, false],
    ['__proto__', false, false],
  ])('%s: safe %s, idempotent %s', (method, safe, idempotent) => {
    expect(isSafe(method)).toBe(safe);
    expect(isIdempotent(method)).toBe(idempotent);
  });
});

describe('hasIdempotencyKey', () => {
  it('finds the header in any case', () => {
    expect(hasIdempotencyKey([{ name: 'idempotency-KEY', value: '"8e03978e"' }])).toBe(true);
  });

  it('takes a blank or a missing key for none', () => {
    expect(hasIdempotencyKey([{ name: 'Idempotency-Key', value: ' ' }])).toBe(false);
    expect(hasIdempotencyKey([{ name: 'X-Other', value: '1' }])).toBe(false);
  });
});
