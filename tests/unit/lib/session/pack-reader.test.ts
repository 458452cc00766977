import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { matchesFilter, parseFilter } from '../../../../lib/session/filter.ts';
import type { LogRecord } from '../../../../lib/session/log-record.ts';
import { readPack } from '../../../../lib/session/pack-reader.ts';
import { packRecords } from '../../../../lib/session/record-pack.ts';
import { seal } from '../../../../lib/session/record-text.ts';
import { buildRows } from '../../../../lib/session/rows.ts';
import { curlText } from '../../../../lib/transfer/copy-curl.ts';
import { fetchText } from '../../../../lib/transfer/copy-fetch.ts';
import { markdownNote } from '../../../../lib/transfer/copy-note.ts';
import { exportFormats } from '../../../../lib/transfer/export-format.ts';
import { previewRedaction } from '../../../../lib/transfer/redaction-preview.ts';
import { exchanges as anyExchanges } from '../transfer/arbitraries.ts';
import { exported } from '../transfer/exported.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);

/** The same exchanges, as they come out of a pack. */
function throughPack(exchanges: readonly Exchange[]): Exchange[] {
  const records = exchanges.map(
    (exchange, index): LogRecord => ({ kind: 'exchange', seq: index + 1, tabId: exchange.tabId, exchange }),
  );
  return readPack(packRecords(records.map(seal))).records.flatMap((record) =>
    record.kind === 'exchange' ? [record.exchange] : [],
  );
}

it('an exchange of a pack tells everyone what a plain one does', () => {
  const filters = [
    'has-response-header:date',
    'has-request-header:accept',
    'status-code:4xx',
    '-method:GET',
    'a',
  ];
  const fields = [...Object.keys(emptyExchange), 'timings'] as (keyof Exchange)[];
  fc.assert(
    fc.property(anyExchanges, (some) => {
      const plain = some.map((exchange, index) => ({ ...exchange, id: `${index}` }));
      const packed = throughPack(plain);
      expect(packed.map((exchange) => fields.map((field) => exchange[field]))).toEqual(
        plain.map((exchange) => fields.map((field) => exchange[field])),
      );
      const [before, after] = [buildRows(plain, catalogue), buildRows(packed, catalogue)];
      expect(
        after.map(({ exchange, ...said }) => ({
          ...said,
          attempt: { ...said.attempt, exchange: exchange.id },
        })),
      ).toEqual(
        before.map(({ exchange, ...said }) => ({
          ...said,
          attempt: { ...said.attempt, exchange: exchange.id },
        })),
      );
      for (const format of exportFormats) expect(exported(format, after)).toBe(exported(format, before));
      expect(previewRedaction(after)).toEqual(previewRedaction(before));
      for (const text of filters) {
        const filter = parseFilter(text);
        expect(after.map((row) => matchesFilter(filter, row))).toEqual(
          before.map((row) => matchesFilter(filter, row)),
        );
      }
      after.forEach((row, index) => {
        const other = before[index];
        if (!other) throw new Error('as many rows');
        expect(curlText(row.exchange)).toBe(curlText(other.exchange));
        expect(fetchText(row.exchange)).toBe(fetchText(other.exchange));
        expect(markdownNote(row, [row])).toBe(markdownNote(other, [other]));
      });
    }),
    { numRuns: 40 },
  );
});
