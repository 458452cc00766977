import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactExchange, redactWithReport } from '../../../../lib/transfer/redact.ts';
import { cpuMs } from '../../../fixtures/cpu-time.ts';
import { body, completed, exchange } from './arbitraries.ts';

/** The body as it stands in a redacted exchange. */
const redacted = (errorBody: string) => redactExchange(completed({ errorBody })).errorBody;

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('the body of a redacted exchange', () => {
  it.each([
    '{"error_code":"DIS.4303","error_msg":"The stream does not exist","request_id":"0a1b2c3d4e5f60718293a4b5"}',
    '{"code":"InvalidRange","state":"open","message":"code=InvalidRange; state=open"}',
    '{"error":{"code":"rate_limited","type":"requests","status":429,"param":"api_key"}}',
    '{"error":"invalid_token","error_description":"The token has expired","error_uri":"https://x.example/e"}',
    '{"type":"https://x.example/probs/out-of-credit","title":"No credit","status":403,"detail":"","instance":"/a/1"}',
    '{"token":null,"session":false,"password":"","credentials":{},"secret":[],"cookie":[null,true]}',
    '{"token_count":5,"sessionExpiresAt":1700000000,"token-limit":10,"max_tokens":100,"next_page_token":"c2"}',
    '{"auth":"required","ticket":"SUP-12"}',
    '{"inner":"{\\"code\\":1}","page":"eyJwYWdlIjoyfQ==","list":"[redacted]"}',
    '{"2":12345678901234567890,"1":1.0,"a":"\\u0041\\/","a":-0}',
    '[{"field":"name","value":"abc"},{"field":"grant_type","value":"access_token"}]',
    '  [ ]  ',
    '',
    'plain text, code=InvalidRange',
  ])('leaves %s as it is', (text) => {
    expect(redacted(text)).toBe(text);
  });

  it.each([
    ['a member', '{"password":"a b","code":1}', '{"password":"[redacted]","code":1}'],
    ['at any depth', '[[{"a":[{"Access_Token":"abc"}]}]]', '[[{"a":[{"Access_Token":"[redacted]"}]}]]'],
    ['a number', '{"otp": 123456, "n": 123456.0}', '{"otp": "[redacted]", "n": "[redacted]"}'],
    ['keys of a cloud', '{"ak":"ABC","sk":"DEF"}', '{"ak":"[redacted]","sk":"[redacted]"}'],
    ['a list', '{"password":["too short"],"a":1}', '{"password":"[redacted]","a":1}'],
    ['an object', '{"session":{"id":{"a":"b"}},"a":1}', '{"session":"[redacted]","a":1}'],
    ['a member named twice', '{"token":"abc","token":null}', '{"token":"[redacted]","token":null}'],
    ['an escaped name', '{"pass\\u0077ord":"abc"}', '{"pass\\u0077ord":"[redacted]"}'],
    ['an escaped value', '{"password":"a\\"b\\\\","a":"\\""}', '{"password":"[redacted]","a":"\\""}'],
    [
      'order, numbers and spacing kept',
      '{ "2": 12345678901234567890,\n "1": 1.0, "token" : "abc" }',
      '{ "2": 12345678901234567890,\n "1": 1.0, "token" : "[redacted]" }',
    ],
    ['what looks like a ticket', '{"ticket":"ST-1856339-aA5Yuvrxzpv8"}', '{"ticket":"[redacted]"}'],
    [
      'what a validator repeats',
      '{"detail":[{"loc":["body","password"],"input":"abc","msg":"too short"}]}',
      '{"detail":[{"loc":["body","password"],"input":"[redacted]","msg":"too short"}]}',
    ],
    [
      'what a validator repeats before it names it',
      '[{"rejectedValue":["abc"],"value":{},"path":"user.password"},{"value":"def"}]',
      '[{"rejectedValue":"[redacted]","value":{},"path":"user.password"},{"value":"def"}]',
    ],
    [
      'texts and names',
      '{"a":"Bearer abcdefghijkl","https://u:p@x.example":"see https://x.example/?sid=abc"}',
      '{"a":"Bearer [redacted]","https://[redacted]@x.example":"see https://x.example/?sid=[redacted]"}',
    ],
    [
      'a key by its shape',
      '{"AKIAIOSFODNN7EXAMPLE":["AKIAIOSFODNN7EXAMPLE"]}',
      '{"[redacted]":["[redacted]"]}',
    ],
    ['JSON in a string', '{"a":"{\\"pwd\\":\\"b\\"}"}', '{"a":"{\\"pwd\\":\\"[redacted]\\"}"}'],
    ['JSON that is a string', '"{\\"pwd\\":\\"b\\"}"', '"{\\"pwd\\":\\"[redacted]\\"}"'],
    ['base64', `{"a":"${base64('{"pwd":"b"}')}"}`, '{"a":"[redacted]"}'],
    // eyJwd2QiOiJiICAgSidAICAifQ== is no parameter with the value `=`, though a `Sid` stands in its name.
    ['base64 that looks like a parameter', `["${base64(`{"pwd":"b   J'@  "}`)}"]`, '["[redacted]"]'],
    ['cut short', '{"a":1,"password":"a\\"bc', '{"a":1,"password":"[redacted]'],
    ['no JSON', 'oops: password=abc', 'oops: password=[redacted]'],
  ])('goes without credentials: %s', (_, before, after) => {
    expect(redacted(before)).toBe(after);
  });

  it('follows JSON in JSON a few levels, and drops what lies deeper', () => {
    const levels = (count: number, text: string): string =>
      count === 0 ? text : levels(count - 1, JSON.stringify({ a: text }));
    expect(redacted(levels(4, '{"pwd":"b"}'))).toBe(levels(4, '{"pwd":"[redacted]"}'));
    expect(redacted(levels(5, '{"pwd":"b"}'))).toBe(levels(5, '[redacted]'));
  });

  it('is not disturbed by what nests without end', () => {
    const deep = (text: string) => `${'{"a":['.repeat(10_000)}${text}${']}'.repeat(10_000)}`;
    expect(redacted(deep('{"pwd":"b"}'))).toBe(deep('{"pwd":"[redacted]"}'));
    expect(redacted(`{"pwd":${deep('1')}}`)).toBe('{"pwd":"[redacted]"}');
  });

  it('shares its secrets with the other fields, whichever tells of them', () => {
    const value = 'hunter2/hunter2';
    const told = redactExchange(
      completed({
        url: `https://x.example/${encodeURIComponent(value)}`,
        requestHeaders: [{ name: 'X-Echo', value }],
        errorBody: JSON.stringify({ password: value, code: 'x' }),
      }),
    );
    expect(told.url).toBe('https://x.example/[redacted]');
    expect(told.requestHeaders[0]?.value).toBe('[redacted]');
    const taken = redactExchange(
      completed({
        requestHeaders: [{ name: 'X-Api-Key', value }],
        errorBody: `{"a":"was hunter2\\/hunter\\u0032!","b":"${base64(JSON.stringify([value]))}","${value}":1}`,
      }),
    );
    expect(taken.errorBody).toBe('{"a":"was [redacted]!","b":"[redacted]","[redacted]":1}');
  });

  it.each([
    [
      'a number',
      [{ name: 'Cookie', value: 'id=84728374' }],
      '{"id":84728374,"n":8}',
      '{"id":"[redacted]","n":8}',
    ],
    [
      'a password in Basic credentials',
      [{ name: 'Authorization', value: `Basic ${base64('joe:hunter2:hunter2')}` }],
      '{"a":"hunter2:hunter2"}',
      '{"a":"[redacted]"}',
    ],
    [
      'more than one value',
      [{ name: 'Cookie', value: 'a={"uid":"abc"}' }],
      '[{"uid":"abc"}]',
      '[[redacted]]',
    ],
    ['text', [{ name: 'X-Api-Key', value: 'abc-def' }], 'oops abc-def', 'oops [redacted]'],
  ])('gives up a secret of a header: %s', (_, requestHeaders, before, after) => {
    expect(redactExchange(completed({ requestHeaders, errorBody: before })).errorBody).toBe(after);
  });

  it('does not take words for secrets: error codes stay readable, there and elsewhere', () => {
    const told = redactExchange(
      completed({
        url: 'https://dis.eu-central-1.x.example/expired',
        errorBody: '{"token":"expired","session":{"region":"eu-central-1"},"code":"token_expired"}',
      }),
    );
    expect(told.url).toBe('https://dis.eu-central-1.x.example/expired');
    expect(told.errorBody).toBe('{"token":"[redacted]","session":"[redacted]","code":"token_expired"}');
  });

  it('is counted in the report', () => {
    const { report } = redactWithReport(completed({ errorBody: '{"pwd":"b","sid":"c","a":"[redacted]"}' }));
    expect(report).toEqual({ text: { errorBody: 3 } });
  });
});

const names = [
  ...[
    'authorization',
    'x-api-key',
    'accessToken',
    'client_secret',
    'password',
    'sessionId',
    'Set-Cookie',
    'sk',
  ],
  ...[
    'user[passwd]',
    'refresh_token',
    'SAMLResponse',
    'code_verifier',
    'X-Amz-Signature',
    'privateKey',
    'otp',
  ],
];
const secret = fc.stringMatching(/^[A-Za-z0-9]{10,24}$/).map((text) => `Zq9${text}`);

/** JSON with one value planted in it, at some depth. */
const plantedIn = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { maxDepth: 6 },
    value,
    fc.tuple(fc.jsonValue({ maxDepth: 1 }), fc.string(), value).map(([a, name, b]) => ({ a, [name]: b })),
    fc.tuple(fc.jsonValue({ maxDepth: 1 }), value).map(([a, b]) => [b, a]),
    value.map((inner) => ({ body: JSON.stringify(inner) })),
    value.map((inner) => [base64(JSON.stringify(inner))]),
  );

describe('the body of any redacted exchange', () => {
  it('keeps a planted secret out, and out of the other fields', () => {
    const planted = secret.chain((value) => {
      const member = fc
        .tuple(
          fc.constantFrom(...names),
          fc.constantFrom<(text: string) => unknown>(
            (text) => text,
            (text) => [text],
            (text) => ({ id: [{ raw: text }] }),
          ),
        )
        .map(([name, wrap]) => ({ code: 'x', [name]: wrap(value) }));
      return fc.tuple(fc.constant(value), plantedIn(plantedIn(plantedIn(member))));
    });
    fc.assert(
      fc.property(exchange, planted, fc.constantFrom(undefined, 2), (base, [value, json], space) => {
        const item = {
          ...base,
          url: `https://x.example/${value}`,
          responseHeaders: [...base.responseHeaders, { name: 'X-Echo', value: `<${value}>` }],
          errorBody: JSON.stringify(json, null, space),
        };
        const text = JSON.stringify(redactExchange(item));
        expect(text).not.toContain(value);
        for (const offset of [0, 1, 2]) {
          expect(text).not.toContain(base64(`${'x'.repeat(offset)}${value}`).slice(4, -4));
        }
      }),
    );
  });

  it('redacts twice as once, never throws, and stays JSON', () => {
    fc.assert(
      fc.property(exchange, body, (base, errorBody) => {
        const once = redactExchange({ ...base, errorBody });
        expect(redactExchange(once)).toBe(once);
        expect(redactWithReport(once).exchange).toBe(once);
      }),
    );
    fc.assert(
      fc.property(body, (text) => {
        const isJson = (value: string) => {
          try {
            return [JSON.parse(value)].length === 1;
          } catch {
            return false;
          }
        };
        if (isJson(text)) expect(isJson(redacted(text))).toBe(true);
      }),
    );
  });

  it('leaves alone what has nothing to do with credentials', () => {
    // No sensitive name can be written with these letters.
    const harmless = fc.stringMatching(/^[belmoru ,.]{0,12}$/);
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(harmless, fc.double(), fc.constantFrom(null, true)),
        fc.array(tie('tree')),
        fc.dictionary(harmless, tie('tree')),
        tie('tree').map((value) => JSON.stringify(value)),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(undefined, 2), (value, space) => {
        const text = JSON.stringify(value, null, space);
        // Deeper than JSON in JSON is followed.
        fc.pre(!text.includes('\\'.repeat(16)));
        expect(redacted(text)).toBe(text);
      }),
    );
  });

  const hostile = [
    ...['{"a":', '[', '"', '\\', '\\"', '\\u0022', '"a",', '"[",', '"{\\"a\\":', 'eyJh', ' ', '1', '-'],
    ...['{"sid":"a"},', '"token":"', '{"value":1,', '["sid","sid"],', '"[redacted]",', '_', 'a.', '\ud800'],
  ];

  it.each(hostile)('takes time in proportion to the length of %j repeated', { timeout: 30_000 }, (text) => {
    const long = text.repeat(65_536 / text.length);
    const inList = `[${long.replace(/,$/, '')}]`;
    for (const errorBody of [
      long,
      inList,
      JSON.stringify(long),
      JSON.stringify({ sid: long, a: [inList] }),
    ]) {
      expectQuick(errorBody);
    }
  });

  it.each([
    ['secrets', (n: number) => `"sid":"${n}++++"`],
    ['secrets with one beginning', (n: number) => `"sid":"aaaaaaaaaaaa${n}"`],
    ['names', (n: number) => `"${n}a_b_c_d_e_f":1`],
    ['validators', (n: number) => `"${n}":{"value":"${n}xyzzy","in":"pwd"}`],
  ])('takes little time over thousands of %s', (_, memberOf) => {
    expectQuick(`{${Array.from({ length: 3000 }, (_, n) => memberOf(100_000 + n)).join()}}`);
  });
});

function expectQuick(errorBody: string): void {
  const requestHeaders = [
    { name: 'Cookie', value: 'a=aaaaaa; b=[[[[[[; c="a","a",; d=\\\\\\\\\\\\' },
    { name: 'Authorization', value: 'Bearer 1111111' },
  ];
  expect(cpuMs(() => redactExchange(completed({ requestHeaders, errorBody })))).toBeLessThan(2000);
}
