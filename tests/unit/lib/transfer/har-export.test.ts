import { readFileSync } from 'node:fs';
import * as sdk from '@har-sdk/validator';
import fc from 'fast-check';
import validate from 'har-validator';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import { importHar } from '../../../../lib/transfer/har-import.ts';
import { redactExchange } from '../../../../lib/transfer/redact.ts';
import { annotation, completed, exchange, exchanges, meta, rowOf } from './arbitraries.ts';
import { exportHar } from './exported.ts';

const strict = new sdk.HarValidator();

/** Exports with a row for each exchange. */
const written = (items: readonly Exchange[]) =>
  exportHar(
    items.map((item) => rowOf(item)),
    meta,
  );

const reopened = (har: unknown) => importHar(JSON.stringify(har));

describe('the HAR export', () => {
  it('writes what two validators accept', async () => {
    await fc.assert(
      fc.asyncProperty(exchanges, async (items) => {
        const har = written(items);
        await validate.har(har);
        expect(await strict.verify(har as never)).toEqual([]);
      }),
    );
  });

  it('writes a log without entries', async () => {
    const har = written([]);
    await validate.har(har);
    expect(har.log._retryscope.statistics).toEqual({ responses: 0, calls: 0, failed: 0, violations: 0 });
  });

  it('says who made it, from what, and what it lacks', () => {
    const { log } = exportHar([rowOf(completed())], {
      ...meta,
      browser: { name: 'Chromium', version: '156' },
    });
    expect(log.creator).toEqual({ name: 'Retryscope', version: '0.1.0' });
    expect(log.browser).toEqual({ name: 'Chromium', version: '156' });
    expect(log._retryscope).toEqual({
      version: '0.1.0',
      exportedAt: '2026-11-02T12:00:00.000Z',
      packs: [{ id: 'memfault', version: '2026-11-01' }],
      statistics: { responses: 1, calls: 1, failed: 0, violations: 1 },
      redaction: { applied: true, report: {} },
      gaps: ['Capture was off for 3 s'],
    });
  });

  it('writes the annotation of every entry', () => {
    const [entry] = exportHar([rowOf(completed({ status: 429 }))], meta).log.entries;
    expect(entry?._annotation).toEqual({
      provider: annotation.provider,
      status: annotation.status,
      advice: {
        decision: 'after-header',
        stage: 'stated',
        summary: 'Wait 30 s, then retry',
        waits: [30],
        instants: [30],
        maxRetries: 5,
        windowSeconds: null,
        notBefore: '2026-11-02T09:15:31.000Z',
        escalate: '',
        caution: 'First caution. Second caution.',
      },
      source: {
        document: 'HTTP Response Status Codes',
        row: '429',
        url: 'https://docs.example.com/status',
        retrievedOn: '2026-11-01',
      },
      call: { id: '1.0', attempt: 1, evidence: 'single', confidence: 1 },
      findings: [{ id: 'too-early', severity: 'violation', message: 'Sent 28.1 s before Retry-After' }],
    });
  });

  it('always redacts, and reports it', () => {
    const har = exportHar(
      [
        rowOf(
          completed({
            url: 'https://api.memfault.com/x?access_token=abcdef123456',
            initiator: 'https://app.example/?sid=abcdef123456',
            requestHeaders: [{ name: 'Authorization', value: 'Bearer abcdef123456' }],
          }),
        ),
      ],
      meta,
    );
    expect(JSON.stringify(har)).not.toContain('abcdef123456');
    expect(har.log.entries[0]?.request.queryString).toEqual([{ name: 'access_token', value: '[redacted]' }]);
    expect(har.log._retryscope.redaction.report).toEqual({
      header: { authorization: 1 },
      query: { access_token: 1, sid: 1 },
    });
  });

  it('keeps what a person insists on, and names it', () => {
    const item = completed({
      url: 'https://api.memfault.com/x?access_token=abcdef123456',
      requestHeaders: [{ name: 'Authorization', value: 'Bearer fedcba654321' }],
    });
    const some = exportHar([rowOf(item)], meta, { keepSecrets: ['authorization'] });
    expect(JSON.stringify(some)).toContain('fedcba654321');
    expect(JSON.stringify(some)).not.toContain('abcdef123456');
    expect(some.log._retryscope.redaction).toMatchObject({ applied: true, kept: ['authorization'] });
    const all = exportHar([rowOf(item)], meta, { keepSecrets: 'all' });
    expect(JSON.stringify(all)).toContain('abcdef123456');
    expect(all.log._retryscope.redaction).toEqual({ applied: false, kept: 'all', report: {} });
  });

  it('writes a pending exchange with status 0', () => {
    const pending = { ...emptyExchange, id: '1.0', url: 'https://x.example/', startedDateTime: 1000.25 };
    const [entry] = exportHar([rowOf(pending)], meta).log.entries;
    expect(entry).toMatchObject({ _state: 'pending', time: 0, response: { status: 0 } });
    expect(reopened(written([pending])).exchanges).toEqual([pending]);
  });

  it.each(['start-missed', 'no-end', 'tab-closed', 'capture-off'] as const)(
    'keeps what is missing of a pending exchange: %s',
    (gap) => {
      const pending = { ...completed({ twinId: 'har-x.1', gap }), state: 'pending' as const, time: -1 };
      const [entry] = exportHar([rowOf(pending)], meta).log.entries;
      expect(entry?._retryscope).toMatchObject({ twinId: 'har-x.1', gap, state: 'pending' });
      expect(reopened(written([pending])).exchanges).toEqual([pending]);
    },
  );

  it('leaves the body out, and its secrets out of the rest', () => {
    const item = completed({
      url: 'https://api.memfault.com/x/hunter2x',
      errorBody: '{"token":"hunter2x","message":"Slow down"}',
    });
    const har = written([item]);
    expect(JSON.stringify(har)).not.toMatch(/hunter2x|Slow down/);
    expect(har.log._retryscope.redaction.report).toEqual({ path: { path: 1 } });
    expect(reopened(har).exchanges).toEqual([{ ...redactExchange(item), errorBody: '' }]);
    expect(written(reopened(har).exchanges)).toEqual(har);
  });

  it('makes timings up from the time where there are none', () => {
    const known = exportHar([rowOf(completed({ time: 100, responseStart: 80 }))], meta).log.entries[0];
    expect(known?.timings).toMatchObject({ blocked: -1, send: 0, wait: 80, receive: 20 });
    const unknown = exportHar([rowOf(completed({ time: 100 }))], meta).log.entries[0];
    expect(unknown?.timings).toMatchObject({ send: 0, wait: 100, receive: 0 });
  });

  it('never throws on values that no browser gives', () => {
    const odd = completed({
      startedDateTime: Number.NaN,
      time: Number.POSITIVE_INFINITY,
      responseBodySize: 1.5,
      url: 'not an address?x',
      serverIPAddress: '999.1.1.1',
    });
    const [entry] = exportHar([rowOf(odd)], { ...meta, exportedAt: 1e300 }).log.entries;
    expect(entry).toMatchObject({ startedDateTime: '1970-01-01T00:00:00.000Z', time: 0 });
    expect(entry?.serverIPAddress).toBeUndefined();
  });
});

describe('export, open, export', () => {
  it('is the identity on the file', () => {
    fc.assert(
      fc.property(exchanges, (items) => {
        const first = written(items);
        const opened = reopened(first);
        expect(opened.problems).toEqual([]);
        expect(opened.gaps).toEqual(meta.gaps);
        expect(written(opened.exchanges)).toEqual(first);
      }),
    );
  });

  it('is the identity on redacted exchanges', () => {
    fc.assert(
      fc.property(exchange.map(redactExchange), (item) => {
        expect(reopened(written([item])).exchanges).toEqual([item]);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['chrome', 'firefox', 'charles'])('is the identity on what %s wrote', async (name) => {
    const text = readFileSync(new URL(`../../../fixtures/har/${name}.har`, import.meta.url), 'utf8');
    const { exchanges: items } = importHar(text);
    const first = written(items);
    await validate.har(first);
    expect(await strict.verify(first as never)).toEqual([]);
    expect(reopened(first).exchanges).toEqual(items.map(redactExchange));
    expect(written(reopened(first).exchanges)).toEqual(first);
  });
});
