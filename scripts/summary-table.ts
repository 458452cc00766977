// An annotated HAR as a table for the terminal.
import type { Har } from '../lib/transfer/har.ts';

const COLUMNS = ['Status', 'Method', 'Call', 'Provider', 'Advice', 'Stage', 'Finding'];
const WIDEST = 44;

/** One line a response, preflights left out, under a line of headings. */
export function summaryTable({ log }: Har): string {
  const rows = log.entries
    .filter(({ request }) => request.method !== 'OPTIONS')
    .map(({ request, response, _annotation }) => [
      response.status === 0 ? 'failed' : String(response.status),
      request.method,
      request.url.replace(/^https?:\/\//, ''),
      _annotation?.provider.name ?? '',
      _annotation?.advice.summary ?? '',
      _annotation?.advice.stage ?? '',
      _annotation?.findings.map(({ severity, message }) => `${severity}: ${message}`).join('; ') ?? '',
    ]);
  const cut = (text: string): string => (text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text);
  const table = [COLUMNS, ...rows.map((cells) => cells.map(cut))];
  const widths = COLUMNS.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  return table
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
