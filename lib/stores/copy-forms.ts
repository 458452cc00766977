// The forms in which a response can be taken elsewhere as text.

import { curlText } from '../transfer/copy-curl.ts';
import { fetchText } from '../transfer/copy-fetch.ts';
import { markdownNote } from '../transfer/copy-note.ts';
import { copiedAddress, isRedacted } from '../transfer/copy-request.ts';
import type { ExportRow } from '../transfer/har-export.ts';
import { redactAlso } from '../transfer/redact-rules.ts';
import { say } from '../words/say.ts';
import { joinSentences } from '../words/sentences.ts';

/** One form. */
export interface CopyForm {
  readonly name: 'curl' | 'fetch' | 'url' | 'note';
  /** The text; null where this response has none in this form. `attempts` are those of its call. */
  text(row: ExportRow, attempts: readonly ExportRow[]): string | null;
}

/** All forms, in the order in which they are offered. */
export const copyForms: readonly CopyForm[] = [
  { name: 'curl', text: ({ exchange }) => curlText(exchange) },
  { name: 'fetch', text: ({ exchange }) => fetchText(exchange) },
  { name: 'url', text: ({ exchange }) => copiedAddress(exchange) },
  { name: 'note', text: markdownNote },
];

/**
 * The text in each form. Redacted again, since a file that was opened may hold credentials: `names` are those that a
 * person added to the known ones.
 */
export function copyTexts(
  row: ExportRow,
  attempts: readonly ExportRow[],
  names: readonly string[],
): (string | null)[] {
  redactAlso(names);
  return copyForms.map((form) => form.text(row, attempts));
}

/** What the button for a form says. */
export const copyLabel = ({ name }: CopyForm): string => say(`note.copy.${name}`);

/** What to say once a text was copied. */
export function copiedText({ name }: CopyForm, text: string): string {
  const redacted = isRedacted(text) ? say('note.copied.redacted') : '';
  return joinSentences(say(`note.copied.${name}`), redacted);
}
