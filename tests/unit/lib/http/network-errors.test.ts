import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkErrors } from '../../../../lib/http/network-error-table.ts';
import { explainNetworkError } from '../../../../lib/http/network-errors.ts';
import { anyText } from '../../../fixtures/any-text.ts';
import { cpuMs } from '../../../fixtures/cpu-time.ts';
import { speakChinese } from '../../../fixtures/speak-chinese.ts';

describe('explainNetworkError', () => {
  it.each([
    ['net::ERR_EMPTY_RESPONSE', 'ERR_EMPTY_RESPONSE', 'Empty response'],
    ['NS_ERROR_NET_RESET', 'NS_ERROR_NET_RESET', 'Connection reset'],
    ['net::ERR_CONTENT_LENGTH_MISMATCH', 'ERR_CONTENT_LENGTH_MISMATCH', 'Body cut short'],
    ['NS_ERROR_NET_PARTIAL_TRANSFER', 'NS_ERROR_NET_PARTIAL_TRANSFER', 'Body cut short'],
    ['net::ERR_CONNECTION_REFUSED', 'ERR_CONNECTION_REFUSED', 'Connection refused'],
    ['NS_ERROR_CONNECTION_REFUSED', 'NS_ERROR_CONNECTION_REFUSED', 'Connection refused'],
    ['net::ERR_NAME_NOT_RESOLVED', 'ERR_NAME_NOT_RESOLVED', 'Host name not found'],
    ['NS_ERROR_UNKNOWN_HOST', 'NS_ERROR_UNKNOWN_HOST', 'Host name not found'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'ERR_SSL_PROTOCOL_ERROR', 'TLS error'],
    ['net::ERR_ABORTED', 'ERR_ABORTED', 'Request stopped'],
    ['NS_BINDING_ABORTED', 'NS_BINDING_ABORTED', 'Request stopped'],
    ['net::ERR_FAILED', 'ERR_FAILED', 'Failed'],
  ])('knows %s', (raw, code, summary) => {
    expect(explainNetworkError(raw)).toMatchObject({ code, summary, known: true });
  });

  it('finds the name without its prefix and inside a longer text', () => {
    expect(explainNetworkError('ERR_TIMED_OUT')).toMatchObject({ code: 'ERR_TIMED_OUT', known: true });
    expect(explainNetworkError('Error: net::ERR_TIMED_OUT (-7)')).toMatchObject({
      code: 'ERR_TIMED_OUT',
      known: true,
    });
  });

  it.each([
    'Peer’s Certificate issuer is not recognized.',
    'SSL received a record that exceeded the maximum permissible length.',
    'Cannot communicate securely with peer: no common encryption algorithm(s).',
    'The OCSP server has no status for the certificate.',
  ])('takes "%s" for a TLS failure', (raw) => {
    const { code, summary, explanation, known } = explainNetworkError(raw);
    expect({ code, summary, known }).toEqual({ code: 'TLS', summary: 'TLS failure', known: true });
    expect(explanation).toContain(raw);
  });

  it.each(['net::ERR_CERT_SOMETHING_NEW', 'SSL_ERROR_RX_RECORD_TOO_LONG', 'SEC_ERROR_EXPIRED_CERTIFICATE'])(
    'knows the family of %s',
    (raw) => {
      expect(explainNetworkError(raw)).toMatchObject({ summary: 'TLS failure', known: true });
    },
  );

  it.each([
    ['net::ERR_MADE_UP', 'ERR_MADE_UP'],
    ['NS_ERROR_MADE_UP', 'NS_ERROR_MADE_UP'],
    ['Error code 2152398924', ''],
    ['certificate', ''],
  ])('does not pretend to know %s', (raw, code) => {
    expect(explainNetworkError(raw)).toEqual({
      code,
      summary: 'Unknown network error',
      explanation: `The browser reported "${raw}".`,
      known: false,
    });
  });

  it('says so when the browser gave no reason', () => {
    expect(explainNetworkError(' ').explanation).toBe('The browser gave no reason.');
  });

  it('never throws and answers briefly', () => {
    fc.assert(
      fc.property(anyText(), (raw) => {
        expect(explainNetworkError(raw).explanation.length).toBeLessThan(300);
      }),
    );
    const took = cpuMs(() => {
      explainNetworkError('ERR_'.repeat(1_000_000));
      explainNetworkError(`${'A'.repeat(1_000_000)} ssl`);
    });
    expect(took).toBeLessThan(100);
  });
});

const names = Object.values(networkErrors).flatMap((codes) => codes.split(' '));

describe('the table', () => {
  it('names each code once', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(names)('%s: a short summary, whole sentences', (code) => {
    const { summary, explanation, known } = explainNetworkError(code);
    expect(known).toBe(true);
    expect(summary).toMatch(/^[A-Z].{2,30}[^.]$/);
    expect(explanation).toMatch(/^[A-Z].*\.$/);
    // What to do about it is the rule's to say, not the error's.
    expect(explanation).not.toMatch(/retry|try again/i);
  });

  it('is in Chinese too', () => {
    speakChinese();
    for (const code of names) {
      const { summary, explanation } = explainNetworkError(code);
      expect(summary).toMatch(/\p{Script=Han}.*[^。]$/u);
      expect(explanation).toMatch(/\p{Script=Han}.*。$/u);
    }
    expect(explainNetworkError('odd').explanation).toBe('浏览器报告了“odd”。');
  });
});
