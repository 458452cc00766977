// A session as CSV for spreadsheets: the columns of the NDJSON, no cell of which a spreadsheet would run.
import papaparse from 'papaparse';
import { type Cell, columns } from './export-columns.ts';
import type { ExportRedaction } from './export-redaction.ts';
import type { ExportRow } from './export-row.ts';

/** By this mark spreadsheets know UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Where a formula could begin: at the start of a cell, and after a semicolon, which separates cells where people write
 * decimals with a comma. Spaces of any kind before it don't matter to a spreadsheet, nor does full width.
 */
const formulaStart = /(^|;)(?=\s*[=+\-@＝＋－＠])/g;

/** Lines that are written at once: each time papaparse begins anew. */
const LINES_AT_ONCE = 32;

/** The header line and a line for each row, ended by CRLF (RFC 4180). */
export function* csvPieces(rows: Iterable<ExportRow>, redaction: ExportRedaction): Generator<string> {
  yield BYTE_ORDER_MARK + linesOf([columns.map(({ name }) => name)]);
  let lines: Cell[][] = [];
  for (const row of rows) {
    const redacted = redaction.redact(row);
    lines.push(columns.map((column) => safe(column.of(redacted))));
    if (lines.length < LINES_AT_ONCE) continue;
    yield linesOf(lines);
    lines = [];
  }
  if (lines.length > 0) yield linesOf(lines);
}

const linesOf = (lines: readonly (readonly Cell[])[]): string =>
  `${papaparse.unparse(lines, { newline: '\r\n' })}\r\n`;

/** Nearly all cells are of these characters alone, which is found out sooner than that they hold no other. */
const plainText = /^[ -~]*$/;

/** A cell on one line without control, format and bidirectional characters, that no spreadsheet takes for a formula. */
function safe(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  const plain = plainText.test(cell)
    ? cell
    : cell.replace(/[\t\r\n]+/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '');
  return plain.replace(formulaStart, "$1'");
}
