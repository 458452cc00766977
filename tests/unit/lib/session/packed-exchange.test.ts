import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import { packExchange, unpackExchange } from '../../../../lib/session/packed-exchange.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';
import { exchange as anyExchange } from '../transfer/arbitraries.ts';

const reread = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a packed exchange', () => {
  it('is what it was when it is read', () => {
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        expect(unpackExchange(reread(packExchange(exchange)))).toEqual(exchange);
      }),
    );
  });

  it('holds nothing that every exchange has', () => {
    expect(packExchange(emptyExchange)).toEqual({});
    expect(unpackExchange({})).toEqual(emptyExchange);
    const exchange = exchangeOf(503, undefined, { headers: { 'Retry-After': '9' } });
    expect(packExchange(exchange).responseHeaders).toEqual(['Retry-After', '9']);
  });

  it.each(Object.keys(emptyExchange))('with a %s that can’t be is none', (field) => {
    for (const value of [null, {}, ['x'], [1, 2]]) expect(unpackExchange({ [field]: value })).toBeNull();
  });

  it.each([
    { state: 'asleep' },
    { source: 'hearsay' },
    { match: 'perhaps' },
    { gap: 'wide' },
    { serviceWorker: 'yes' },
    { timings: [1, 2, 3] },
    { timings: [0, 0, 0, 0, 0, 0, null] },
  ])('with a word or a list that it does not know is none: %o', (packed) => {
    expect(unpackExchange(packed)).toBeNull();
  });
});
