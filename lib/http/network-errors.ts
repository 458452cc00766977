// What the browsers' network error texts mean in plain words; the texts are no stable interface.
import { say } from '../words/say.ts';
import { type NetworkFailure, networkErrors } from './network-error-table.ts';
import { quoted } from './quoted.ts';

/** A network failure in plain words. */
export interface NetworkErrorExplanation {
  /** The browser's name for it without Chromium's `net::`; `TLS` for Firefox's TLS sentences; '' when it has none. */
  readonly code: string;
  /** A few words without a final full stop. */
  readonly summary: string;
  /** What is known to have happened, in whole sentences. */
  readonly explanation: string;
  /** False where the text is not one of those this project knows. */
  readonly known: boolean;
}

const byCode: ReadonlyMap<string, NetworkFailure> = new Map(
  Object.entries(networkErrors).flatMap(([failure, names]) =>
    names.split(' ').map((name) => [name, failure as NetworkFailure]),
  ),
);

/** `ERR_…` of Chromium, alone or in a longer text; `NS_ERROR_…` and its kin of Firefox. */
const codePattern = /\b(?:ERR|NS_ERROR|NS_BINDING|SSL_ERROR|SEC_ERROR|MOZILLA_PKIX_ERROR)_[A-Z0-9_]{1,80}\b/;
/** Whole families of names: numbers −200 to −299 in Chromium, NSS's own prefixes in Firefox. */
const tlsFamily = /^(?:ERR_CERT|ERR_SSL|SSL_ERROR|SEC_ERROR|MOZILLA_PKIX_ERROR)_/;
/** Words that Firefox's sentences about a failed TLS connection contain. */
const tlsWords = /\b(?:SSL|TLS|OCSP|certificates?|cipher|handshake|encryption|communicate securely)\b/i;

/** No browser's error text is longer; what follows is not looked at. */
const longestText = 500;

/**
 * Explains the error text of a request that got no (whole) response: `net::ERR_…` (Chromium), `NS_ERROR_…`
 * (Firefox), or the English sentence that Firefox gives for TLS. Anything else is "Unknown network error",
 * with the text quoted. Never throws, whatever the text.
 */
export function explainNetworkError(raw: string): NetworkErrorExplanation {
  const text = raw.slice(0, longestText).trim();
  const code = codePattern.exec(text)?.[0] ?? '';
  const failure = byCode.get(code);
  if (failure) {
    const [summary, explanation] = [say(`network.${failure}.summary`), say(`network.${failure}.explanation`)];
    return { code, summary, explanation, known: true };
  }
  if (tlsFamily.test(code)) return quoting('tls', code, text);
  if (code === '' && text.includes(' ') && tlsWords.test(text)) return quoting('tls', 'TLS', text);
  if (text !== '') return quoting('unknown', code, text);
  return {
    code,
    summary: say('network.unknown.summary'),
    explanation: say('network.noReason'),
    known: false,
  };
}

function quoting(failure: 'tls' | 'unknown', code: string, text: string): NetworkErrorExplanation {
  const explanation = say(`network.${failure}.explanation`, { text: quoted(text, 200) });
  return { code, summary: say(`network.${failure}.summary`), explanation, known: failure === 'tls' };
}
