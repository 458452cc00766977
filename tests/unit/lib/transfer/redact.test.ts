import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  mergeReports,
  redactExchange,
  redactHeaders,
  redactUrl,
  redactWithReport,
} from '../../../../lib/transfer/redact.ts';
import { cpuMs } from '../../../fixtures/cpu-time.ts';
import { promisedWords } from '../../../fixtures/secrets.ts';
import { body, completed, exchange, headers, trickyText, url } from './arbitraries.ts';

const header = (name: string, value: string) => redactHeaders([{ name, value }])[0]?.value;

/** A name in some mixture of upper and lower case. */
const listedInAnyCase = fc
  .tuple(fc.constantFrom(...promisedWords), fc.infiniteStream(fc.boolean()))
  .map(([name, upper]) =>
    [...name].map((letter) => (upper.next().value ? letter.toUpperCase() : letter.toLowerCase())).join(''),
  );

const secret = fc.stringMatching(/^[A-Za-z0-9]{10,24}$/).map((text) => `Zq9${text}`);

describe('redactHeaders', () => {
  it.each([
    ['Authorization', 'Bearer abc.def', 'Bearer [redacted]'],
    ['authorization', 'bearer abc', 'bearer [redacted]'],
    ['Proxy-Authorization', 'Basic dXNlcjpwYXNz', 'Basic [redacted]'],
    [
      'AUTHORIZATION',
      'SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=00ff',
      'SDK-HMAC-SHA256 [redacted]',
    ],
    ['Authorization', 'mysecret and more', '[redacted]'],
    ['Cookie', 'sid=abc; theme=dark', 'sid=[redacted]; theme=[redacted]'],
    ['Cookie', 'nameless', '[redacted]'],
    [
      'Set-Cookie',
      'sid=abc; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; HttpOnly; SameSite=Lax',
      'sid=[redacted]; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; HttpOnly; SameSite=Lax',
    ],
    ['set-cookie', 'a=1; Secure\nb=2; Max-Age=60', 'a=[redacted]; Secure\nb=[redacted]; Max-Age=60'],
    ['Set-Cookie', 'a=1; Path=/, b=topsecret', 'a=[redacted]; Path=[redacted]'],
    ['X-Api-Key', 'k', '[redacted]'],
    ['Memfault-Project-Key', 'abc', '[redacted]'],
    ['X-Subject-Token', 'abc', '[redacted]'],
    [
      'Referer',
      'https://u:p@app.example/cb?code=abc&page=2#id_token=x',
      'https://[redacted]@app.example/cb?code=[redacted]&page=2#id_token=[redacted]',
    ],
    ['Location', '/cb?state=abc', '/cb?state=[redacted]'],
    [':path', '/v1?token=abc', '/v1?token=[redacted]'],
    [
      'Link',
      '<https://x.example/?sig=abc&page=2>; rel="next"',
      '<https://x.example/?sig=[redacted]&page=2>; rel="next"',
    ],
    ['X-Debug', 'user=joe password=abc', 'user=joe password=[redacted]'],
    ['X-Debug', '{"password": "a b c", "user": "joe"}', '{"password": "[redacted]", "user": "joe"}'],
    ['X-Debug', '{"password": "a\\"b", "user": "joe"}', '{"password": "[redacted]", "user": "joe"}'],
    ['X-Debug', 'a=b=token=abc', 'a=b=token=[redacted]'],
    ['X-Upstream', 'Bearer abcdefghijkl', 'Bearer [redacted]'],
    ['X-Error', 'code=InvalidRange; state=open', 'code=InvalidRange; state=open'],
    [
      'WWW-Authenticate',
      'Bearer realm="x", error="invalid_token"',
      'Bearer realm="x", error="invalid_token"',
    ],
  ])('%s: %s', (name, before, after) => {
    expect(header(name, before)).toBe(after);
  });

  it.each([
    ['AWS', 'AKIAIOSFODNN7EXAMPLE'],
    ['GitHub, classic', 'ghp_0123456789abcdefghijABCDEFGHIJ012345'],
    ['GitHub, fine-grained', 'github_pat_11ABCDEFG0123456789_abcdefghijklmnop'],
    ['Stripe', 'sk_live_0123456789abcdef'],
    ['Stripe, restricted', 'rk_live_0123456789abcdef'],
    ['Slack', 'xoxb-123456789012-abcdefABCDEF'],
    ['Google', 'AIzaSyA0123456789abcdefghijklmnopqrstuv'],
    ['JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl'],
    ['JWT, cut short', 'eyJhbGciOiJIUzI1NiIsInR5cCI6'],
  ])('removes a key by its shape: %s', (_, key) => {
    expect(header('X-Trace', `before ${key} after`)).toBe('before [redacted] after');
    expect(redactUrl(`https://x.example/a/${key}/b?q=${key}#${key}`)).not.toContain(key.slice(4, 20));
    expect(redactUrl(`https://${key}.x.example/`)).not.toContain(key.slice(4, 20));
  });

  it.each([
    ['Retry-After', '120'],
    ['retry-after', 'Wed, 21 Oct 2026 07:28:00 GMT'],
    ['Date', 'Wed, 21 Oct 2026 07:28:00 GMT'],
    ['Content-Type', 'application/json; charset=utf-8'],
    ['RateLimit', '"default";r=50;t=30'],
    ['X-RateLimit-Reset-Tokens', '6m0s'],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Access-Control-Expose-Headers', 'retry-after, x-auth-token'],
    ['Permissions-Policy', 'publickey-credentials-get=(self)'],
    ['Idempotency-Key', '7c0e8f5a-1111-4222-8333-444455556666'],
    ['amz-sdk-invocation-id', '7c0e8f5a-1111-4222-8333-444455556666'],
    ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36'],
  ])('leaves %s as it is', (name, value) => {
    expect(header(name, value)).toBe(value);
  });

  it('keeps a planted secret out, under any promisedWords name in any letter case', () => {
    fc.assert(
      fc.property(listedInAnyCase, secret, (name, value) => {
        expect(header(name, value)).not.toContain(value);
        expect(header(name, `Bearer ${value}`)).not.toContain(value);
      }),
    );
  });

  it('redacts twice as once, and never throws', () => {
    fc.assert(
      fc.property(headers, (list) => {
        const once = redactHeaders(list);
        expect(redactHeaders(once)).toEqual(once);
        expect(once.map(({ name }) => name)).toEqual(list.map(({ name }) => name));
      }),
      { numRuns: 2000 },
    );
  });

  const hostile = [
    'a',
    'eyJ',
    'a=',
    '://',
    ';',
    '=',
    ' ',
    '"',
    '%25',
    '@',
    'token',
    'A',
    '/;',
    '&%',
    '.',
    '\t',
    'xox',
  ];

  it.each(hostile)('takes time in proportion to the length of %j repeated', { timeout: 30_000 }, (text) => {
    const long = text.repeat(100_000 / text.length);
    const quick = (work: () => unknown) => expect(cpuMs(work)).toBeLessThan(2000);
    for (const name of ['X-Any', 'Cookie', 'Set-Cookie', 'Authorization', 'Location']) {
      quick(() => header(name, long));
      quick(() => header(name, `x ${long}!`));
    }
    quick(() => header('Set-Cookie', `a=b; Expires=${long}!`));
    quick(() => header(long, 'x'));
    quick(() => redactUrl(`https://${long}`));
    quick(() => redactUrl(`https://x.example/${long}?${long}#${long}`));
  });
});

describe('redactUrl', () => {
  it.each([
    ['https://user:secret@x.example/', 'https://[redacted]@x.example/'],
    ['http:user:secret@x.example/', 'http:[redacted]@x.example/'],
    ['//user:se@cret@x.example/a', '//[redacted]@x.example/a'],
    ['https://x.example/?a=1&TOKEN=abc&b=2', 'https://x.example/?a=1&TOKEN=[redacted]&b=2'],
    ['https://x.example/?%74oken=abc', 'https://x.example/?%74oken=[redacted]'],
    ['https://x.example/?user[password]=abc', 'https://x.example/?user[password]=[redacted]'],
    ['https://x.example/?token=ab/c+d==;e=f', 'https://x.example/?token=[redacted]'],
    ['https://x.example/?a=1;token=abc', 'https://x.example/?a=1;token=[redacted]'],
    ['https://x.example/a;jsessionid=AB12/b', 'https://x.example/a;jsessionid=[redacted]/b'],
    [
      'https://x.example/#access_token=abc&state=q',
      'https://x.example/#access_token=[redacted]&state=[redacted]',
    ],
    ['https://x.example/#/route?token=abc', 'https://x.example/#/route?token=[redacted]'],
    ['https://x.example/?next=/cb?code=abc', 'https://x.example/?next=/cb?code=[redacted]'],
    ['https://x.example/?u=https://a:b@y.example/', 'https://x.example/?u=https://[redacted]@y.example/'],
    [
      'https://x.example/?u=https%3A%2F%2Fy.example%2Fcb%3Fcode%3Dabc%26a%3D1',
      'https://x.example/?u=https%3A%2F%2Fy.example%2Fcb%3Fcode%3D%5Bredacted%5D%26a%3D1',
    ],
    [
      'https://x.example/?X-Amz-Credential=q&X-Amz-Date=20261102',
      'https://x.example/?X-Amz-Credential=[redacted]&X-Amz-Date=20261102',
    ],
    ['https://x.example/?key=a1b2c3d4e5f6a7b8c9d0', 'https://x.example/?key=[redacted]'],
    ['https://x.example/?tok\nen=abc', 'https://x.example/?token=[redacted]'],
    ['not an address?password=abc', 'not an address?password=[redacted]'],
    ['http://[bad?sid=abc', 'http://[bad?sid=[redacted]'],
  ])('%s', (before, after) => {
    expect(redactUrl(before)).toBe(after);
  });

  it.each([
    'https://api.memfault.com/api/v0/projects?page=2&per_page=50',
    'https://x.example/?key=photos&country_code=DE&max_tokens=100&next_page_token=c2',
    'https://x.example/a%20b?q=%C3%A9%20x&u=https%3A%2F%2Fy.example%2F#top',
    'data:text/plain,hello',
    '',
  ])('leaves %s as it is', (plain) => {
    expect(redactUrl(plain)).toBe(plain);
  });

  it('keeps a planted secret out of every part', () => {
    fc.assert(
      fc.property(listedInAnyCase, secret, url, (name, value, base) => {
        const [plain = ''] = base.split(/[?#]/);
        const nested = encodeURIComponent(`https://y.example/?${name}=${value}`);
        for (const text of [
          `${plain}?${name}=${value}`,
          `${plain}?a=b&${name}=${value}&c=d`,
          `${plain}#${name}=${value}`,
          `${plain};${name}=${value}`,
          `${plain}?next=${nested}`,
          `${plain}?next=${encodeURIComponent(nested)}`,
          `https://${value}:${value}@x.example/`,
        ]) {
          expect(redactUrl(text)).not.toContain(value);
        }
      }),
    );
  });

  it('redacts twice as once, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(url, trickyText), (text) => {
        const once = redactUrl(text);
        expect(redactUrl(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves a readable address readable, at the same host', () => {
    fc.assert(
      fc.property(url, (text) => {
        expect(new URL(redactUrl(text)).host).toBe(new URL(text).host);
      }),
    );
  });
});

describe('redactExchange', () => {
  it('removes a secret seen in one field from all the others', () => {
    const value = 'hunter2hunter2';
    const redacted = redactExchange(
      completed({
        url: `https://api.memfault.com/users/${value}?q=${value}`,
        initiator: `https://app.example/${value}`,
        redirectURL: `/next/${value}`,
        statusText: `No ${value}`,
        requestHeaders: [
          { name: 'X-Auth-Token', value },
          { name: 'Referer', value: `https://app.example/${value}` },
          { name: 'X-Echo', value: `was ${value}` },
        ],
        responseHeaders: [
          { name: 'Location', value: `/next/${value}` },
          { name: 'X-Echo', value },
        ],
      }),
    );
    expect(JSON.stringify(redacted)).not.toContain(value);
    expect(redacted.url).toBe('https://api.memfault.com/users/[redacted]?q=[redacted]');
    expect(redacted.requestHeaders[2]?.value).toBe('was [redacted]');
  });

  it('finds a tracked secret in its encoded spellings', () => {
    const redacted = redactExchange(
      completed({
        url: 'https://x.example/a%2fb%2bc%3d%3d/a%2Fb%2Bc%3D%3D',
        requestHeaders: [{ name: 'Cookie', value: 'sid=a/b+c==' }],
      }),
    );
    expect(redacted.url).toBe('https://x.example/[redacted]/[redacted]');
  });

  it('keeps short values, protocol headers and the host', () => {
    const redacted = redactExchange(
      completed({
        url: 'https://api.memfault.com/120000/abc?state=120000&client_id=memfault&sid=abc',
        responseHeaders: [{ name: 'Retry-After', value: '120000' }],
      }),
    );
    expect(redacted.url).toBe(
      'https://api.memfault.com/[redacted]/abc?state=[redacted]&client_id=[redacted]&sid=[redacted]',
    );
    expect(redacted.responseHeaders[0]?.value).toBe('120000');
  });

  it('removes a long secret even from a host name', () => {
    const redacted = redactExchange(
      completed({
        url: 'https://a1b2c3d4e5f6a7.tunnel.example/',
        requestHeaders: [{ name: 'x-api-key', value: 'a1b2c3d4e5f6a7' }],
      }),
    );
    expect(redacted.url).toBe('https://redacted.tunnel.example/');
  });

  it('keeps a planted secret out, wherever it is planted and repeated', () => {
    fc.assert(
      fc.property(exchange, listedInAnyCase, secret, fc.boolean(), (base, name, value, asResponse) => {
        const planted = { name, value };
        const echo = { name: 'X-Echo', value: `<${value}>` };
        const redacted = redactExchange({
          ...base,
          url: `https://x.example/${value}`,
          redirectURL: `/${value}`,
          requestHeaders: [...base.requestHeaders, ...(asResponse ? [echo] : [planted])],
          responseHeaders: [...base.responseHeaders, ...(asResponse ? [planted] : [echo])],
        });
        expect(JSON.stringify(redacted)).not.toContain(value);
      }),
    );
  });

  it('redacts twice as once, never throws, and gives back what needed nothing', () => {
    fc.assert(
      fc.property(exchange, (item) => {
        const once = redactExchange(item);
        expect(redactExchange(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
    const plain = completed({ requestHeaders: [{ name: 'Accept', value: '*/*' }] });
    expect(redactExchange(plain)).toBe(plain);
  });

  it('is not disturbed by fields named like the prototype', () => {
    const odd = completed({ requestHeaders: [{ name: '__proto__', value: 'token=abcdef' }] });
    const { report } = redactWithReport(odd);
    expect(Object.entries(report.header ?? {})).toEqual([['__proto__', 1]]);
    expect(Object.getPrototypeOf(report.header)).toBe(Object.prototype);
  });
});

describe('redactExchange, one after another', () => {
  const redactor = async () => {
    vi.resetModules();
    return (await import('../../../../lib/transfer/redact.ts')).redactExchange;
  };
  const seen = (name: string, value: string) => completed({ requestHeaders: [{ name, value }] });

  it('is not misled by a value that was clean under another name', () => {
    const value = 'cb?code=0a1b2c3d';
    const plain = seen('X-Debug', value);
    expect(redactExchange(plain)).toBe(plain);
    expect(redactExchange(plain)).toBe(plain);
    for (const [name, after] of [
      ['X-Api-Key', '[redacted]'],
      ['Authorization', '[redacted]'],
      ['Cookie', 'cb?code=[redacted]'],
      ['Location', 'cb?code=[redacted]'],
    ] as const) {
      expect(redactExchange(seen(name, value)).requestHeaders[0]?.value).toBe(after);
    }
    expect(redactExchange(plain)).toBe(plain);
  });

  it('is not misled by a name that had a clean value', () => {
    for (const value of ['a=b; c: d', 'https://x.example/?q=1']) redactExchange(seen('X-Debug', value));
    expect(redactExchange(seen('X-Debug', 'a=b; sid: d')).requestHeaders[0]?.value).toBe(
      'a=b; sid: [redacted]',
    );
    expect(redactExchange(seen('X-Debug', 'https://x.example/?sig=1')).requestHeaders[0]?.value).toBe(
      'https://x.example/?sig=[redacted]',
    );
  });

  it('takes the secrets of one exchange out of that one alone', () => {
    const value = 'q=hunter2hunter2';
    const echo = { name: 'X-Echo', value };
    const plain = completed({ url: `https://x.example/?${value}`, requestHeaders: [echo] });
    expect(redactExchange(plain)).toBe(plain);
    const telling = { ...plain, responseHeaders: [{ name: 'X-Auth-Token', value: 'hunter2hunter2' }] };
    expect(JSON.stringify(redactExchange(telling))).not.toContain('hunter2');
    expect(redactExchange(plain)).toBe(plain);
  });

  it('gives what it gives when it has seen nothing before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(exchange, body), { minLength: 3, maxLength: 3 }), async (drawn) => {
        const items = drawn.map(([item, errorBody]) => ({ ...item, errorBody }));
        const [first] = items;
        // The values of one under the names of another, so that both come again.
        const mixed = items.map((item) => ({
          ...item,
          responseHeaders: item.requestHeaders.map(({ name }, at) => ({
            name,
            value: first?.requestHeaders[at]?.value ?? '',
          })),
        }));
        const all = [...items, ...mixed];
        const redactAll = await redactor();
        const together = all.map(redactAll);
        for (const [at, item] of all.entries()) {
          const redactOne = await redactor();
          expect(redactOne(item)).toEqual(together[at]);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('stays right however many values it has seen', () => {
    const of = (page: number, more = '') => seen('Referer', `https://x.example/?page=${page}${more}`);
    for (let page = 0; page < 5000; page++) {
      const plain = of(page);
      expect(redactExchange(plain)).toBe(plain);
    }
    for (const page of [0, 3000, 4999]) {
      const { requestHeaders } = redactExchange(of(page, '&sid=abc'));
      expect(requestHeaders[0]?.value).toBe(`https://x.example/?page=${page}&sid=[redacted]`);
    }
  });
});

describe('redactWithReport', () => {
  it('counts what stands redacted, by place and name, the same the second time', () => {
    const first = redactWithReport(
      completed({
        url: 'https://u:p@x.example/?token=abc&next=%2Fcb%3Fcode%3Dabc',
        requestHeaders: [
          { name: 'Cookie', value: 'a=1; b=2' },
          { name: 'Authorization', value: 'Bearer x' },
        ],
      }),
    );
    expect(first.report).toEqual({
      cookie: { a: 1, b: 1 },
      header: { authorization: 1 },
      query: { next: 1, token: 1 },
      userinfo: { userinfo: 1 },
    });
    expect(redactWithReport(first.exchange).report).toEqual(first.report);
  });

  it('adds reports up', () => {
    const reports = [{ cookie: { a: 2 } }, { cookie: { a: 1, b: 1 }, query: { a: 1 } }, {}];
    expect(mergeReports(reports)).toEqual({ cookie: { a: 3, b: 1 }, query: { a: 1 } });
  });
});
