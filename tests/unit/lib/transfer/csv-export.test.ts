import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, columns } from '../../../../lib/transfer/export-columns.ts';
import { completed, exchanges, rowOf } from './arbitraries.ts';
import { exported, exportedLines } from './exported.ts';
import { hostileText } from './hostile.ts';
import { sessionRows } from './session-rows.ts';

/** Cells of CSV by RFC 4180, separated as a spreadsheet of some language would. */
function readCsv(text: string, separator = ','): string[][] {
  const lines: string[][] = [[]];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\r\n]*))(${separator}|\r\n|$)`, 'gy');
  for (let at = 0; at < text.length; at = cell.lastIndex) {
    const [, quoted, plain, end] = cell.exec(text) ?? [];
    if (end === undefined) throw new Error(`no cell at ${at}: ${text.slice(at, at + 40)}`);
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') lines.push([]);
  }
  lines.pop();
  return lines;
}

const formula = /^\s*[=+\-@＝＋－＠]/;
const withStatusText = (statusText: string) => exported('csv', [rowOf(completed({ statusText }))]).slice(1);

describe('the CSV export', () => {
  it('has the columns and values of the NDJSON', () => {
    const [head, ...lines] = readCsv(exported('csv', sessionRows()).slice(1));
    expect(head).toEqual(columns.map(({ name }) => name));
    const written = (cell: Cell): string => (cell === null ? '' : String(cell));
    expect(lines).toEqual(
      exportedLines('ndjson', sessionRows())
        .slice(1, -1)
        .map((line) => columns.map(({ name }) => written(line[name]))),
    );
  });

  it.each([
    ['at the start', '=1+1'],
    ['after spaces', '  +1'],
    ['after no-break and ideographic spaces', '\u00a0\u3000-1'],
    ['after line breaks', '\r\n\n@SUM(A1)'],
    ['after a tab', '\t=1'],
    ['after what is stripped', '\u200b\ufeff\u0000=1'],
    ['in full width', '＝1'],
  ])('marks what a spreadsheet would run: %s', (_, text) => {
    const cell = readCsv(withStatusText(text))[1]?.[columns.findIndex(({ name }) => name === 'status_text')];
    expect(cell).toMatch(/^'/);
    expect(cell).not.toMatch(formula);
  });

  it('has no cell that a spreadsheet would run, whichever character it takes for the separator', () => {
    const tricky = fc
      .array(fc.oneof(hostileText, fc.constantFrom('=', '+', '-', '@', ';', ' ', '\u00a0', '"', '";=', ',')))
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(tricky, (text) => {
        const csv = withStatusText(text);
        for (const line of readCsv(csv)) for (const cell of line) expect(cell).not.toMatch(formula);
        // A spreadsheet that separates by semicolons knows no quotes inside a cell.
        for (const cell of csv.split(/\r\n|;/)) expect(cell.replace(/^"/, '')).not.toMatch(formula);
      }),
    );
  });

  it('holds no control, format or bidirectional character but the ends of lines', () => {
    fc.assert(
      fc.property(exchanges, hostileText, (items, text) => {
        const csv = exported('csv', [
          ...items.map((item) => rowOf(item)),
          rowOf(completed({ statusText: `${text}\u001b[31m\u009b\u202e` })),
        ]);
        expect(csv.startsWith('\ufeff')).toBe(true);
        expect(csv.slice(1).replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('is read by DuckDB with its types', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'retryscope-csv-'));
    const file = path.join(folder, 'session.csv');
    fs.writeFileSync(file, exported('csv', sessionRows()));
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const result = await connection.runAndReadAll(
      `SELECT count(*) AS rows, max(started_at) AS last, sum(time_ms) AS ms FROM '${file}' WHERE status < 500`,
    );
    expect(result.getRowObjectsJson()).toEqual([{ rows: '3', last: '2026-11-21 12:02:00+00', ms: '320' }]);
    connection.closeSync();
    instance.closeSync();
    fs.rmSync(folder, { recursive: true, force: true });
  });
});
