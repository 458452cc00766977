// No export holds a secret, wherever it was planted and in whatever form.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { buildRows } from '../../../../lib/session/rows.ts';
import { exportFormats } from '../../../../lib/transfer/export-format.ts';
import { importHar } from '../../../../lib/transfer/har-import.ts';
import { redactExchange } from '../../../../lib/transfer/redact.ts';
import {
  innocentAddresses,
  innocentBodies,
  innocentHeaders,
  wordsInCookies,
} from '../../../fixtures/innocents.ts';
import { plantedHar } from '../../../fixtures/planted-har.ts';
import { base64, base64Url, formsIn } from '../../../fixtures/secret-forms.ts';
import { exchangeWith, plantedSecrets } from '../../../fixtures/secrets.ts';
import { exported as written } from './exported.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const all = plantedSecrets();
const places = Map.groupBy(all, ({ place }) => place);

describe.each(exportFormats)('an export as %s', (format) => {
  const exported = (exchange: Exchange) => written(format, buildRows([exchange], catalogue));

  it.each([...places.keys()])('holds no secret that was planted in %s', (place) => {
    const leaks = (places.get(place) ?? []).flatMap(({ name, secret, exchange }) =>
      formsIn(exported(exchange), secret).map((form) => `${name}: ${form}`),
    );
    expect(leaks).toEqual([]);
  });

  it('holds no secret that is told of in one place and stands in base64 of something in another', () => {
    const secret = fc.stringMatching(/^[\w/+ é~]{10,30}$/).map((text) => `9q${text}Z`);
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(secret, text, text, fc.constantFrom(base64, base64Url), (value, before, after, encode) => {
        const requestHeaders = [{ name: 'X-Api-Key', value }];
        const url = `https://api.example.test/${encodeURIComponent(encode(before + value + after))}/x`;
        const responseHeaders = [{ name: 'X-Echo', value: encode(`${before}${value}${after}`) }];
        const seen = exchangeWith({ url, requestHeaders, responseHeaders });
        expect(formsIn(exported(seen), value)).toEqual([]);
      }),
    );
  });

  it('holds nothing of what a file has in other places', () => {
    const { text, secrets } = plantedHar();
    const { exchanges, problems } = importHar(text);
    expect({ problems, count: exchanges.length }).toEqual({ problems: [], count: 3 });
    const saved = written(format, buildRows(exchanges, catalogue));
    const leaks = Object.entries(secrets).filter(([, secret]) => formsIn(saved, secret).length > 0);
    expect(leaks.map(([place]) => place)).toEqual([]);
  });
});

/** In JSON of a body these names have the messages of validators, `{"email": ["Enter a valid address."]}`: they stay. */
const isReadable = (name: string, place: string) =>
  /^(?:appID|challenge|email)$/.test(name) && /^JSON.* a body$/.test(place);

describe('what is stored', () => {
  it.each([...places.keys()])('holds no secret that was planted in %s', (place) => {
    const planted = (places.get(place) ?? []).filter(({ name }) => !isReadable(name, place));
    const leaks = planted.flatMap(({ name, secret, exchange }) =>
      formsIn(JSON.stringify(redactExchange(exchange)), secret).map((form) => `${name}: ${form}`),
    );
    expect(leaks).toEqual([]);
  });
});

describe('what is no credential', () => {
  const headerOf = (name: string, value: string) =>
    redactExchange(exchangeWith({ responseHeaders: [{ name, value }] })).responseHeaders[0]?.value;

  it.each(innocentHeaders)('stays in the header %s: %s', (name, value) => {
    expect(headerOf(name, value)).toBe(value);
  });

  it.each(innocentAddresses)('stays in the address %s', (url) => {
    const referer = { name: 'Referer', value: url };
    const seen = exchangeWith({ url, redirectURL: url, initiator: url, requestHeaders: [referer] });
    expect(redactExchange(seen)).toBe(seen);
  });

  it.each(innocentBodies)('stays in the body %s', (errorBody) => {
    const seen = exchangeWith({ errorBody });
    expect(redactExchange(seen)).toBe(seen);
  });

  it.each(wordsInCookies)('stays in an address when a cookie says it too: %s', (cookie, url) => {
    const { url: after, requestHeaders } = redactExchange(
      exchangeWith({ url, requestHeaders: [{ name: 'Cookie', value: cookie }] }),
    );
    expect(after).toBe(url);
    expect(requestHeaders[0]?.value).toBe(cookie.replaceAll(/=[^;]+/g, '=[redacted]'));
  });
});
