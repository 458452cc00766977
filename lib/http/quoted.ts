// How a value that came from outside is shown inside a sentence: short, on one line, unable to disturb the text around it.
import { say } from '../words/say.ts';

/**
 * At most `maxLength` UTF-16 units of `text` ("…" marks the cut). Control characters, bidirectional and
 * other format characters and lone surrogates are left out: they could reorder or hide the words that follow.
 */
export function shown(text: string, maxLength = 60): string {
  const start = text.slice(0, maxLength).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '');
  return text.length > maxLength ? `${start}…` : start;
}

/** The same in double quotes, as the language writes them. */
export function quoted(text: string, maxLength = 60): string {
  return say('http.quoted', { text: shown(text, maxLength) });
}
