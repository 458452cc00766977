import { afterEach, describe, expect, it } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import { redactExchange } from '../../../../lib/transfer/redact.ts';
import { parseNames, readNames } from '../../../../lib/transfer/redact-names.ts';
import { redactAlso } from '../../../../lib/transfer/redact-rules.ts';

afterEach(() => redactAlso([]));

const exchange = {
  ...emptyExchange,
  url: 'https://api.test/a?tenant_no=t-4711&page=2',
  requestHeaders: [
    { name: 'X-Tenant-No', value: 't-4711' },
    { name: 'X-Plain', value: 'seen with t-4711' },
  ],
  responseHeaders: [{ name: 'Retry-After', value: '30' }],
  errorBody: '{"tenantNo":"t-4711","code":"Busy"}',
};

describe('names of one’s own', () => {
  it('are redacted in headers, addresses and bodies, however they are written, and their values everywhere', () => {
    expect(redactExchange(exchange)).toEqual(exchange);
    redactAlso(['TENANT-NO']);
    expect(redactExchange(exchange)).toMatchObject({
      url: 'https://api.test/a?tenant_no=[redacted]&page=2',
      requestHeaders: [{ value: '[redacted]' }, { value: 'seen with [redacted]' }],
      errorBody: '{"tenantNo":"[redacted]","code":"Busy"}',
    });
  });

  it('reach ordinary words in a body, and no header that advice is read from', () => {
    redactAlso(['code', 'retry-after']);
    expect(redactExchange(exchange)).toMatchObject({
      responseHeaders: [{ name: 'Retry-After', value: '30' }],
      errorBody: '{"tenantNo":"t-4711","code":"[redacted]"}',
    });
  });

  it('replace those of before', () => {
    redactAlso(['tenant-no']);
    redactAlso(['other']);
    expect(redactExchange(exchange)).toEqual(exchange);
  });
});

describe('a list of names', () => {
  it('is read with lines, commas and spaces between, each once', () => {
    expect(readNames(' X-Tenant-No,\nuser;  X-Tenant-No\n--\n')).toEqual(['X-Tenant-No', 'user']);
    expect(readNames('')).toEqual([]);
    expect(readNames(`${'x'.repeat(101)} short`)).toEqual(['short']);
  });

  it('is read from what was stored, whatever that is', () => {
    expect(parseNames(undefined)).toEqual([]);
    expect(parseNames(['a', 1, null, 'b'])).toEqual(['a', 'b']);
    expect(parseNames(Array.from({ length: 300 }, (_, n) => `n${n}`))).toHaveLength(200);
  });
});
