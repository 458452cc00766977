import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columns } from '../../../../lib/transfer/export-columns.ts';
import { completed, exchanges, meta, rowOf } from './arbitraries.ts';
import { exported, exportedLines } from './exported.ts';
import { hostileText } from './hostile.ts';
import { sessionRows } from './session-rows.ts';

const document = fs.readFileSync('docs/ndjson.md', 'utf8');
const readme = fs.readFileSync('README.md', 'utf8');

describe('the NDJSON export', () => {
  it('has a flat line for each exchange, between one on the file and one of sums', () => {
    const lines = exportedLines('ndjson', sessionRows());
    const [first] = lines;
    const last = lines.at(-1);
    expect(lines).toHaveLength(sessionRows().length + 2);
    expect(first).toEqual({
      type: 'session',
      retryscope_format: 1,
      retryscope_version: meta.version,
      exported_at: '2026-11-02T12:00:00.000Z',
      packs: '[{"id":"memfault","version":"2026-11-01"}]',
      gaps: '["Capture was off for 3 s"]',
    });
    expect(last).toMatchObject({ type: 'summary', responses: 4, calls: 2, failed: 2, violations: 1 });
    expect(JSON.parse(last.redaction)).toMatchObject({ applied: true });
    expect(lines[2]).toMatchObject({
      type: 'exchange',
      started_at: '2026-11-21T12:00:02.100Z',
      method: 'GET',
      host: 'api.memfault.com',
      status: 503,
      provider_id: 'memfault',
      decision: 'exponential',
      waits_s: expect.stringMatching(/^\[\d/),
      call_id: lines[1].id,
      attempt: 2,
      worst_severity: 'violation',
      finding_count: 1,
    });
    expect(JSON.parse(lines[2].findings)).toMatchObject([{ id: 'too-early', severity: 'violation' }]);
  });

  it('is flat, has the same columns in each line, and is documented', () => {
    fc.assert(
      fc.property(exchanges, (items) => {
        const lines = exportedLines(
          'ndjson',
          items.map((item) => rowOf(item)),
        );
        for (const line of lines.slice(1, -1)) {
          expect(Object.keys(line)).toEqual(['type', ...columns.map(({ name }) => name)]);
          for (const { name, kind } of columns)
            expect(fits(kind, line[name]), `${name}: ${line[name]}`).toBe(true);
        }
      }),
    );
    const listed = [...document.matchAll(/^\| `([a-z_]+)` +\| (text|time|number|flag|json)/gm)];
    const documented = listed.map(([, name, kind]) => `${name} ${kind}`);
    const own = columns.map(({ name, kind }) => `${name} ${kind}`);
    expect(documented.filter((one) => own.includes(one))).toEqual(own);
    const lines = exportedLines('ndjson', sessionRows());
    const others = [lines[0], lines.at(-1)].flatMap(Object.keys).filter((name) => name !== 'type');
    expect(listed.map(([, name]) => name)).toEqual(expect.arrayContaining(others));
    expect(documented).toHaveLength(own.length + others.length);
  });

  it('holds no character that a terminal obeys or that turns text round', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const mimeType = '\u001b[2J\u009b1m\u202e\u2066\u2028';
        const lines = exported('ndjson', [rowOf(completed({ statusText: text, mimeType }))]);
        expect(lines.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(JSON.parse(lines.split('\n')[1] ?? '').mime_type).toBe(mimeType);
      }),
    );
  });

  it('holds no credential', () => {
    const row = rowOf(
      completed({
        url: 'https://api.memfault.com/x?access_token=abcdef123456',
        requestHeaders: [{ name: 'Authorization', value: 'Bearer abcdef123456' }],
        errorBody: '{"token":"hunter2x"}',
        redirectURL: 'https://api.memfault.com/hunter2x',
      }),
    );
    const text = exported('ndjson', [row]);
    expect(text).not.toMatch(/abcdef123456|hunter2x/);
    expect(text).toContain('[redacted]');
  });
});

/** Whether a value may stand in a column of that kind. */
function fits(kind: string, value: unknown): boolean {
  switch (kind) {
    case 'number':
      return value === null || typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'time':
      return value === null || (typeof value === 'string' && /^\d{4}-.*Z$/.test(value));
    case 'json':
      return typeof value === 'string' && Array.isArray(JSON.parse(value));
    default:
      return typeof value === 'string';
  }
}

describe('the queries in the README', () => {
  const queries = [...readme.matchAll(/```sql\n(.*?)```/gs)].map(([, query = '']) => query);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'retryscope-ndjson-'));
  let run: (query: string) => Promise<Record<string, unknown>[]>;
  let close: () => void;

  beforeAll(async () => {
    fs.writeFileSync(path.join(folder, 'session.ndjson'), exported('ndjson', sessionRows()));
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    await connection.run(`SET file_search_path = '${folder}'`);
    run = async (query) => (await connection.runAndReadAll(query)).getRowObjectsJson();
    close = () => {
      connection.closeSync();
      instance.closeSync();
    };
  });
  afterAll(() => {
    close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('are all tried here', () => {
    expect(queries).toHaveLength(4);
  });

  it('tell which providers fail', async () => {
    expect(await run(queries[0] ?? '')).toEqual([
      expect.objectContaining({ provider_name: 'Memfault', status: '429', responses: '1' }),
      expect.objectContaining({ provider_name: 'Memfault', status: '503', responses: '1' }),
    ]);
  });

  it('tell how many attempts calls take', async () => {
    expect(await run(queries[1] ?? '')).toEqual([
      { provider_id: 'memfault', attempts: '1', calls: '1', succeeded: '1' },
      { provider_id: 'memfault', attempts: '3', calls: '1', succeeded: '1' },
    ]);
  });

  it('tell which retries came too early', async () => {
    expect(await run(queries[2] ?? '')).toEqual([
      expect.objectContaining({
        attempt: '2',
        status: '503',
        waited_s: 2,
        finding: 'too-early',
        message: expect.stringContaining('28'),
      }),
    ]);
  });

  it('look at many sessions', async () => {
    expect(await run(queries[3] ?? '')).toEqual([
      {
        filename: expect.stringMatching(/session\.ndjson$/),
        exported_at: '2026-11-02 12:00:00',
        violations: '1',
      },
    ]);
  });
});
