// How text that came from outside is written in Markdown so that it stays text: no link, no image, no HTML.
import { shown } from '../http/quoted.ts';
import { say } from '../words/say.ts';

/** Longer texts are cut, "…" marks where. */
const LONGEST = 4_000;

/**
 * Text as a code span on one line. Nothing in it means anything, not even to what links by itself (addresses, @names,
 * #numbers). It must not begin a line: three backticks there would begin a block.
 */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  if (line.trim() === '') return say('note.empty');
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return fence + pad + line + pad + fence;
}

/** Text as a sentence: as it reads where that is safe, else as a code span. It must not begin a line either. */
export function prose(text: string): string {
  const line = oneLine(text).trim();
  // Backslashes don't stop what links by itself.
  if (/@|:\/\/|www\.|mailto:|xmpp:|#\d/i.test(line)) return codeSpan(line);
  return line.replace(/[\\`*_[\]<>&~$|#]/g, '\\$&');
}

/** An address as a link, where it is one of the web; else nothing. */
export function link(address: string): string {
  if (!URL.canParse(address)) return '';
  const { protocol, href } = new URL(address);
  // As the browser writes it, an address holds neither spaces nor angle brackets.
  return protocol === 'http:' || protocol === 'https:' ? `<${href}>` : '';
}

const oneLine = (text: string): string => shown(text.replace(/[\t\r\n]+/g, ' '), LONGEST);

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
