import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compact } from '../../../cli/compact.ts';
import { type Exchange, emptyExchange } from '../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../lib/providers/catalogue.ts';
import { auditSession } from '../../../lib/session/session-findings.ts';
import { importHar } from '../../../lib/transfer/har-import.ts';
import { redactExchange } from '../../../lib/transfer/redact.ts';
import { anyText } from '../../fixtures/any-text.ts';
import { harText, hastyEntries } from '../../fixtures/har-text.ts';

const headers = fc.array(fc.record({ name: anyText({ maxLength: 5 }), value: anyText({ maxLength: 5 }) }), {
  maxLength: 4,
});
/** What an exchange reads as, without what it is kept as. */
function readOf(exchange: Exchange): Exchange {
  const { requestText: _, responseText: __, ...fields } = { requestText: '', responseText: '', ...exchange };
  return fields;
}

describe('a compact exchange', () => {
  it('reads as the exchange, also when it is copied', () => {
    fc.assert(
      fc.property(headers, headers, (requestHeaders, responseHeaders) => {
        const exchange = { ...emptyExchange, id: 'a', requestHeaders, responseHeaders };
        const kept = compact(exchange);
        expect(readOf(kept)).toEqual(exchange);
        expect(readOf({ ...kept, id: 'b' })).toEqual({ ...exchange, id: 'b' });
      }),
    );
  });
  it('keeps a header that holds the separator', () => {
    const exchange = { ...emptyExchange, requestHeaders: [{ name: 'a\u0000b', value: '\u0000' }] };
    expect(compact(exchange)).toBe(exchange);
  });
  it('is audited and redacted as the exchange is', () => {
    const requestHeaders = { Authorization: 'Bearer 0123456789abcdef' };
    const { exchanges } = importHar(harText(hastyEntries.map((entry) => ({ ...entry, requestHeaders }))));
    const catalogue = createCatalogue(builtInPacks, genericPack);
    const found = (all: readonly Exchange[]) =>
      auditSession(all, [], catalogue).rows.map(({ findings, annotation }) => ({ findings, annotation }));
    expect(found(exchanges.map(compact))).toEqual(found(exchanges));
    expect(exchanges.map(compact).map(redactExchange).map(readOf)).toEqual(exchanges.map(redactExchange));
    expect(JSON.stringify(redactExchange(compact(exchanges[0] as Exchange)).requestHeaders)).toContain(
      '[redacted]',
    );
  });
});
