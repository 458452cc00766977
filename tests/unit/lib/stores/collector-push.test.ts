import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import type { Row } from '../../../../lib/session/row.ts';
import { auditSession } from '../../../../lib/session/session-findings.ts';
import { createCollectorPush } from '../../../../lib/stores/collector-push.ts';
import type { OtlpSpan, OtlpTraces } from '../../../../lib/transfer/otlp.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';
import { passingTime } from '../../../fixtures/passing-time.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const url = 'https://api.memfault.com/api/v0/items';

function open() {
  const spans: OtlpSpan[] = [];
  const { now, later, pass } = passingTime(100_000);
  const rows = signal<readonly Row[]>([]);
  const push = createCollectorPush(
    'http://127.0.0.1:4318/v1/traces',
    { rows, names: () => ['x-tenant'] },
    {
      async post(_, body) {
        const { resourceSpans } = JSON.parse(body) as OtlpTraces;
        spans.push(...(resourceSpans[0]?.scopeSpans[0]?.spans ?? []));
        return { status: 200, headers: [], body: '{}', error: '' };
      },
      now,
      later,
      random: () => 0,
    },
  );
  return {
    push,
    spans,
    show(...exchanges: Exchange[]) {
      rows.value = auditSession(exchanges, [], catalogue).rows;
    },
    pass,
  };
}
const kinds = (spans: readonly OtlpSpan[]) => spans.map(({ kind }) => (kind === 3 ? 'attempt' : 'call'));
const failed = exchangeOf(503, url, { id: '1.0', startedDateTime: 101_000, time: 50 });
const retried = exchangeOf(200, url, { id: '2.0', startedDateTime: 109_100, time: 50 });

describe('what goes to a collector', () => {
  it('is each attempt when it has ended, and the call when no other is due', async () => {
    const { show, pass, spans, push } = open();
    show(exchangeOf(0, url, { id: '1.0', startedDateTime: 101_000, state: 'pending', time: -1 }));
    await pass(6_000);
    expect(spans).toEqual([]);
    show(failed);
    await pass(5_000);
    expect(kinds(spans)).toEqual(['attempt']);
    show(failed, retried);
    await pass(6_000);
    expect(kinds(spans)).toEqual(['attempt', 'attempt', 'call']);
    const [first, second, call] = spans;
    expect([first?.parentSpanId, second?.parentSpanId]).toEqual([call?.spanId, call?.spanId]);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(second?.attributes).toContainEqual({ key: 'http.request.resend_count', value: { intValue: '1' } });
    expect(push.note.value).toBe('3 spans pushed');
    // Said again, it is not sent again.
    show(failed, { ...retried });
    await pass(20_000);
    expect(spans).toHaveLength(3);
  });

  it('closes a call whose retry never came', async () => {
    const { show, pass, spans } = open();
    show(failed);
    await pass(8_000);
    expect(kinds(spans)).toEqual(['attempt']);
    await pass(20_000);
    expect(kinds(spans)).toEqual(['attempt', 'call']);
  });

  it('closes calls and sends what waits when it ends', async () => {
    const { show, pass, spans, push } = open();
    show(failed);
    push.stop();
    await pass(0);
    expect(kinds(spans)).toEqual(['attempt', 'call']);
    show(failed, retried);
    await pass(60_000);
    expect(spans).toHaveLength(2);
  });

  it('leaves out what began before, and credentials', async () => {
    const { show, pass, spans } = open();
    const secret = exchangeOf(200, `${url}?token=hunter22&x-tenant=acme77`, {
      id: '9.0',
      startedDateTime: 101_000,
      requestHeaders: { Authorization: 'Bearer hunter22' },
    });
    show(exchangeOf(200, url, { id: '0.0', startedDateTime: 99_000 }), secret);
    await pass(6_000);
    expect(kinds(spans)).toEqual(['attempt', 'call']);
    expect(JSON.stringify(spans)).not.toMatch(/hunter22|acme77/);
  });
});
