import { describe, expect, it } from 'vitest';
import { pageStart } from '../../../../lib/session/page-start.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

const URL = 'https://app.test/';
const page = (at: number, id: string, url = URL) =>
  exchangeOf(200, url, { at, id, resourceType: 'main_frame' });

describe('where the page of now begins', () => {
  it('is the start of its document, although the navigation is told later', () => {
    const exchanges = [
      exchangeOf(200, undefined, { at: 100 }),
      page(9_000, '7.0'),
      exchangeOf(200, undefined, { at: 9_020 }),
    ];
    expect(pageStart(exchanges, { url: URL, at: 9_050 })).toBe(9_000);
    expect(pageStart(exchanges.toReversed(), { url: URL, at: 9_050 })).toBe(9_000);
  });
  it('counts the redirects that led there', () => {
    const exchanges = [page(8_900, '7.0', 'https://app.test/old'), page(9_000, '7.1')];
    expect(pageStart(exchanges, { url: URL, at: 9_050 })).toBe(8_900);
  });
  it('takes the latest of several loads of one address, none from after or long before', () => {
    expect(
      pageStart([page(1_000, '1.0'), page(9_000, '7.0'), page(9_500, '8.0')], { url: URL, at: 9_050 }),
    ).toBe(9_000);
    expect(pageStart([page(1_000, '1.0')], { url: URL, at: 99_000 })).toBe(99_000);
  });
});
