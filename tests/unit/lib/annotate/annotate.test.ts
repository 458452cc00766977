import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotate } from '../../../../lib/annotate/annotate.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { anyUrl } from '../../../fixtures/any-text.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const host = {
  memfault: 'https://api.memfault.com/x',
  oce: 'https://bss.myhuaweicloud.com/x',
  dis: 'https://dis.cn-north-4.myhuaweicloud.com/x',
  ges: 'https://ges.cn-north-4.myhuaweicloud.com/x',
  cloud: 'https://ecs.cn-north-4.myhuaweicloud.com/x',
  nobody: 'https://nobody.test/x',
};
type Host = keyof typeof host;
const RECEIVED = 1_000_100;
const of = (where: Host, status: number, more: Parameters<typeof exchangeOf>[2] = {}) =>
  annotate(exchangeOf(status, host[where], more), catalogue).annotation;

describe('advice, decision by decision', () => {
  it.each<[Host, number, Record<string, string>, string, string, string]>([
    ['memfault', 500, {}, 'never', 'stated', 'Do not retry'],
    ['memfault', 503, {}, 'exponential', 'stated', 'Wait 8 s, then retry'],
    ['memfault', 529, { 'Retry-After': '30' }, 'exponential', 'stated', 'Wait 30 s, then retry'],
    ['memfault', 429, { 'retry-after': '30' }, 'after-header', 'stated', 'Wait 30 s, then retry'],
    ['memfault', 429, {}, 'never', 'stated', 'Do not retry · no Retry-After'],
    ['memfault', 429, { 'Retry-After': 'soon' }, 'never', 'stated', 'Do not retry · no Retry-After'],
    ['memfault', 404, {}, 'not-stated', 'generic', 'Not stated'],
    ['oce', 504, {}, 'interval', 'stated', 'Every 60 s, up to 6 h'],
    ['oce', 429, { 'Retry-After': '90' }, 'interval', 'stated', 'Wait 1 m 30 s, then retry'],
    ['oce', 429, { 'Retry-After': '21601' }, 'interval', 'stated', 'No retry fits the 6 h window'],
    ['oce', 401, {}, 'limited', 'stated', 'At most 3 retries within 6 h'],
    ['oce', 503, {}, 'never', 'stated', 'Do not retry'],
    ['dis', 503, {}, 'after-change', 'described', 'Change the request first'],
    ['dis', 408, {}, 'anytime', 'described', 'May be repeated at any time'],
    ['dis', 407, {}, 'after-auth', 'described', 'Authenticate first'],
    ['dis', 429, {}, 'not-stated', 'described', 'Not stated · no Retry-After'],
    ['dis', 441, {}, 'not-stated', 'generic', 'Not stated'],
    ['ges', 401, {}, 'after-auth', 'generic', 'Authenticate first'],
    ['cloud', 500, {}, 'not-stated', 'generic', 'Not stated'],
    ['cloud', 502, { 'Retry-After': '7' }, 'not-stated', 'generic', 'Not stated · not before 7 s'],
    ['nobody', 503, { 'Retry-After': '7' }, 'after-header', 'generic', 'Wait 7 s, then retry'],
    ['nobody', 200, {}, 'not-applicable', 'generic', 'Nothing to retry'],
    ['nobody', 599, {}, 'not-stated', 'class', 'Not stated'],
    ['memfault', 999, {}, 'not-stated', 'class', 'Not stated'],
  ])('%s %i with %o: %s (%s)', (where, status, headers, decision, stage, summary) => {
    const { advice } = of(where, status, { headers });
    expect([advice.decision, advice.stage, advice.summary]).toEqual([decision, stage, summary]);
  });
});

describe('instants', () => {
  it('gives memfault’s schedule and the first permitted instant', () => {
    const { advice } = of('memfault', 503);
    expect(advice.instants).toEqual([8, 72, 584, 4680, 37448]);
    expect(advice.notBefore).toBe(RECEIVED + 8000);
    expect(advice.maxRetries).toBe(5);
  });
  it('counts Retry-After from the receipt of the response', () => {
    expect(of('memfault', 529, { headers: { 'Retry-After': '30' } }).advice.notBefore).toBe(
      RECEIVED + 30_000,
    );
  });
  it('gives none where the spacing is not stated or no retry is allowed', () => {
    expect(of('oce', 401).advice.notBefore).toBeNull();
    expect(of('oce', 401).advice.windowSeconds).toBe(21_600);
    expect(of('memfault', 500, { headers: { 'Retry-After': '5' } }).advice.notBefore).toBeNull();
    expect(of('dis', 503).advice.notBefore).toBeNull();
  });
});

describe('what is said besides', () => {
  it('says when a provider is silent, and never borrows another’s rule', () => {
    expect(of('memfault', 404).advice.explanation).toContain('Memfault documents no 404.');
    expect(of('dis', 500).advice.explanation).toContain('Huawei DIS does not say whether to retry a 500.');
    expect(of('oce', 418).advice.explanation).toContain('names no codes');
    expect(of('dis', 200).advice.explanation).toBe('');
  });
  it('keeps the provider’s own name and meaning where only the handling is HTTP’s', () => {
    const { status, source } = of('cloud', 401);
    expect(status.name).toBe('Unauthorized');
    expect(source.document).toContain('RFC 9110');
    expect(source.row).toBe('§15.5.2');
  });
  it('shows the conflict of a Retry-After with a rule that says never', () => {
    expect(of('memfault', 500, { headers: { 'Retry-After': '5' } }).advice.cautions[0]).toContain(
      'not to retry',
    );
    expect(of('oce', 413, { headers: { 'Retry-After': '5' } }).advice.decision).toBe('never');
  });
  it('blames the server for a value that can’t be read', () => {
    const { cautions, retryAfter } = of('nobody', 503, { headers: { 'Retry-After': 'soon' } }).advice;
    expect(retryAfter.kind).toBe('invalid');
    expect(cautions[0]).toContain('soon');
  });
  it('warns of methods that are not idempotent, less with a key', () => {
    const caution = (more: Parameters<typeof exchangeOf>[2]) =>
      of('memfault', 503, more).advice.cautions.join();
    expect(caution({ method: 'POST' })).toContain('only if sending it twice is safe');
    expect(caution({ method: 'POST', requestHeaders: { 'Idempotency-Key': 'k' } })).toContain('key was sent');
    expect(caution({ method: 'PUT' })).not.toContain('idempotent');
  });
  it('shows the condition of a row and whom to contact', () => {
    expect(of('dis', 504).advice.cautions.join()).toContain('timeout parameter');
    expect(of('memfault', 504).advice.escalate).toBe('contact');
    expect(of('memfault', 503).advice.escalate).toBe('');
  });
  it('explains a request that got no response', () => {
    const { status, advice } = of('memfault', 0, { state: 'failed', error: 'net::ERR_CONNECTION_RESET' });
    expect(status).toMatchObject({ code: 0, name: 'Connection reset' });
    expect(advice.stage).toBe('transport');
    expect(of('memfault', 0, { state: 'pending' }).status.name).toBe('Pending');
  });
});

describe('what the server says besides Retry-After', () => {
  const cautions = (where: Host, status: number, headers: Record<string, string>) =>
    of(where, status, { headers }).advice.cautions;
  it('changes neither the decision nor the schedule', () => {
    const headers = {
      'retry-after-ms': '1500',
      'x-should-retry': 'true',
      RateLimit: '"default";r=0;t=30',
      'X-RateLimit-Reset': '90',
    };
    for (const where of Object.keys(host) as Host[]) {
      for (const status of [200, 401, 408, 413, 429, 500, 503, 504]) {
        const plain = of(where, status).advice;
        const { advice } = of(where, status, { headers });
        expect({ ...advice, cautions: [] }).toEqual({ ...plain, cautions: [] });
        expect(advice.cautions.slice(0, plain.cautions.length)).toEqual(plain.cautions);
      }
    }
  });
  it('names a wait in milliseconds only where no Retry-After precedes it', () => {
    const ms = { 'Retry-After-Ms': '1500' };
    const said = 'The server sent retry-after-ms: 1500, which some clients honour (1.5 s)';
    expect(cautions('memfault', 503, ms)).toEqual([`${said}.`]);
    expect(cautions('memfault', 503, { ...ms, 'Retry-After': 'soon' }).at(-1)).toBe(`${said}.`);
    expect(cautions('memfault', 503, { ...ms, 'Retry-After': '30' })).toEqual([]);
    expect(cautions('memfault', 429, ms).at(-1)).toBe(`${said}, yet the rule is not to retry.`);
    expect(cautions('nobody', 200, ms)).toEqual([]);
  });
  it.each<[Host, number, string, string]>([
    ['memfault', 503, 'false', 'The server says not to retry this response, yet the rule allows it.'],
    ['memfault', 500, 'true', 'The server says to retry this response, yet the rule is not to.'],
    [
      'dis',
      503,
      'true',
      'The server says to retry this response, yet the rule is to change the request first.',
    ],
    ['dis', 407, 'true', 'The server says to retry this response, yet the rule is to authenticate first.'],
    ['memfault', 404, 'true', 'The server says that this response may be retried.'],
    ['memfault', 404, 'false', 'The server says not to retry this response.'],
    ['memfault', 503, 'true', ''],
    ['memfault', 500, 'false', ''],
    ['nobody', 200, 'true', ''],
    ['memfault', 503, 'maybe', ''],
  ])('%s %i with x-should-retry: %s says "%s"', (where, status, value, said) => {
    const before = cautions(where, status, {});
    expect(cautions(where, status, { 'x-should-retry': value })).toEqual([...before, said].filter(Boolean));
  });
  it('warns of quotas with nothing left, once each', () => {
    const left = (r: number) => ({ RateLimit: `"default";r=${r};t=30, "daily";r=0` });
    expect(cautions('memfault', 200, left(1))).toEqual(['The server\'s own quota "daily" has 0 left.']);
    expect(cautions('memfault', 200, left(0))[0]).toBe(
      'The server\'s own quota "default" has 0 left and refills in 30 s.',
    );
    expect(
      cautions('memfault', 200, {
        'RateLimit-Remaining': '0',
        'RateLimit-Reset': '60',
        'X-RateLimit-Remaining': '0',
      }),
    ).toEqual(["The server's own quota has 0 left and refills in 1 m."]);
  });
});

it('gives the same answer whichever response of its kind came first', () => {
  const at = (start: number) => of('memfault', 503, { at: start }).advice;
  expect(at(5_000).notBefore).toBe(5_100 + 8000);
  expect(at(9_000_000).notBefore).toBe(9_000_100 + 8000);
  expect({ ...at(5_000), notBefore: 0 }).toEqual({ ...at(9_000_000), notBefore: 0 });
});

it('answers for any status, header, method and URL', () => {
  const status = fc.oneof(fc.integer(), fc.constant(Number.NaN), fc.double());
  fc.assert(
    fc.property(
      status,
      fc.string(),
      fc.string(),
      fc.oneof(anyUrl, fc.string()),
      (code, header, method, url) => {
        const { annotation } = annotate(
          exchangeOf(code, url, { headers: { 'Retry-After': header }, method }),
          catalogue,
        );
        expect(annotation.advice.summary).not.toBe('');
      },
    ),
  );
});

it.each([
  [200, 'net::ERR_CONTENT_LENGTH_MISMATCH', 'transport'],
  [302, 'net::ERR_TOO_MANY_REDIRECTS', 'transport'],
  [503, 'net::ERR_ABORTED', 'stated'],
])('explains a %i that broke off by what matters of it', (status, error, stage) => {
  const { annotation } = annotate(exchangeOf(status, undefined, { state: 'failed', error }), catalogue);
  expect(annotation.status.code).toBe(status);
  expect(annotation.advice.stage).toBe(stage);
});
