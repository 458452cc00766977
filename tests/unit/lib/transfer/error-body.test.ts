import { describe, expect, it } from 'vitest';
import { errorBodyOf, keepsErrorBody } from '../../../../lib/transfer/error-body.ts';

describe('keepsErrorBody', () => {
  it.each([
    [400, 'application/json', -1],
    [429, 'application/json; charset=utf-8', 0],
    [503, 'Application/Problem+JSON', 65_536],
    [529, 'text/json', 300],
    [599, 'application/vnd.api+json;ext=x', 300],
    [899, 'application/json', 300],
  ])('%i, %s, %i bytes', (status, mimeType, responseBodySize) => {
    expect(keepsErrorBody({ status, mimeType, responseBodySize })).toBe(true);
  });

  it.each([
    ['a success', 200, 'application/json', 300],
    ['a redirect', 399, 'application/json', 300],
    ['no response', 0, 'application/json', 300],
    ['a page', 503, 'text/html', 300],
    ['an unknown type', 503, '', 300],
    ['a list of JSON texts', 503, 'application/json-seq', 300],
    ['JSON in a parameter', 503, 'text/plain; a=application/json', 300],
    ['no type before the suffix', 503, '+json', 300],
    ['a long body', 503, 'application/json', 65_537],
  ])('not %s', (_, status, mimeType, responseBodySize) => {
    expect(keepsErrorBody({ status, mimeType, responseBodySize })).toBe(false);
  });
});

describe('errorBodyOf', () => {
  it.each([
    ['as it is', ' {"code": 1}\n', ' {"code": 1}\n'],
    ['without a byte order mark', '\uFEFF{}', '{}'],
    ['not where it is blank', ' \r\n', ''],
    ['up to the limit', 'x'.repeat(65_536), 'x'.repeat(65_536)],
    ['not beyond it', 'x'.repeat(65_537), ''],
  ])('keeps a text %s', (_, text, kept) => {
    expect(errorBodyOf(text)).toBe(kept);
  });
});
