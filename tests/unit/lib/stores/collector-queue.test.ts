import { describe, expect, it } from 'vitest';
import type { CollectorAnswer } from '../../../../lib/providers/collector-pack.ts';
import { createCollectorQueue } from '../../../../lib/stores/collector-queue.ts';
import type { OtlpSpan } from '../../../../lib/transfer/otlp.ts';
import { passingTime } from '../../../fixtures/passing-time.ts';

const URL = 'http://127.0.0.1:4318/v1/traces';
const spans = (count: number): OtlpSpan[] =>
  Array.from({ length: count }, (_, index) => ({ spanId: String(index) }) as OtlpSpan);
const answer = (status: number, more: Partial<CollectorAnswer> = {}): CollectorAnswer => ({
  status,
  headers: [],
  body: '',
  error: '',
  ...more,
});

/** A queue whose collector gives these answers, then takes everything; time that tests move on. */
function open(...answers: CollectorAnswer[]) {
  const posts: { at: number; spans: number }[] = [];
  const { now, later, pass } = passingTime();
  const queue = createCollectorQueue(URL, (batch) => JSON.stringify(batch), {
    async post(url, body) {
      expect(url).toBe(URL);
      posts.push({ at: now(), spans: JSON.parse(body).length });
      return answers.shift() ?? answer(200);
    },
    now,
    later,
    random: () => 0,
  });
  return { queue, posts, pass };
}

describe('what waits for a collector', () => {
  it('goes together after five seconds, in batches of 512 at the most', async () => {
    const { queue, posts, pass } = open();
    queue.add(spans(3));
    await pass(4_999);
    expect(posts).toEqual([]);
    expect(queue.state.value).toEqual({ sent: 0, waiting: 3, dropped: 0, problem: '' });
    await pass(1);
    expect(posts).toEqual([{ at: 5_000, spans: 3 }]);
    queue.add(spans(1_100));
    await pass(0);
    expect(posts.map((post) => post.spans)).toEqual([3, 512, 512, 76]);
    expect(queue.state.value).toEqual({ sent: 1_103, waiting: 0, dropped: 0, problem: '' });
  });

  it('is sent again after 429, 502, 503 and 504, after waits that grow', async () => {
    const { queue, posts, pass } = open(answer(503), answer(429), answer(502), answer(504));
    queue.add(spans(2));
    await pass(60_000);
    expect(posts.map(({ at }) => at)).toEqual([5_000, 6_000, 8_000, 12_000, 20_000]);
    expect(queue.state.value).toEqual({ sent: 2, waiting: 0, dropped: 0, problem: '' });
  });

  it('waits as long as Retry-After asks', async () => {
    const headers = [{ name: 'retry-after', value: '30' }];
    const { queue, posts, pass } = open(answer(503, { headers }));
    queue.add(spans(1));
    await pass(20_000);
    expect(posts).toHaveLength(1);
    expect(queue.state.value).toMatchObject({ waiting: 1, problem: 'The collector answered 503' });
    await pass(15_000);
    expect(posts.map(({ at }) => at)).toEqual([5_000, 35_000]);
  });

  it('is sent again while nobody listens, and given up after five retries', async () => {
    const nobody = Array.from({ length: 6 }, () => answer(0, { error: 'Failed to fetch' }));
    const { queue, posts, pass } = open(...nobody);
    queue.add(spans(4));
    await pass(120_000);
    expect(posts).toHaveLength(6);
    expect(queue.state.value).toEqual({
      sent: 0,
      waiting: 0,
      dropped: 4,
      problem: 'The collector can’t be reached (Failed to fetch)',
    });
  });

  it.each([400, 401, 404, 413, 500, 501, 302])('is not sent again after %i', async (status) => {
    const { queue, posts, pass } = open(answer(status));
    queue.add(spans(2));
    await pass(120_000);
    expect(posts).toHaveLength(1);
    expect(queue.state.value).toMatchObject({ dropped: 2, problem: `The collector answered ${status}` });
  });

  it('counts what was taken in part as dropped, and says why', async () => {
    const body = JSON.stringify({ partialSuccess: { rejectedSpans: '2', errorMessage: 'too old' } });
    const { queue, pass } = open(answer(200, { body }));
    queue.add(spans(5));
    await pass(5_000);
    expect(queue.state.value).toEqual({ sent: 3, waiting: 0, dropped: 2, problem: 'too old' });
  });

  it('has room for 2,048 and drops what comes after', async () => {
    const headers = [{ name: 'Retry-After', value: '100' }];
    const { queue, posts, pass } = open(answer(503, { headers }));
    queue.add(spans(2_000));
    await pass(0);
    queue.add(spans(100));
    expect(queue.state.value).toMatchObject({ waiting: 2_048, dropped: 52 });
    await pass(200_000);
    expect(queue.state.value).toMatchObject({ sent: 2_048, waiting: 0, dropped: 52 });
    expect(posts).toHaveLength(5);
  });

  it('is sent once more at the end, and no more', async () => {
    const { queue, posts, pass } = open(answer(503));
    queue.add(spans(1));
    queue.close();
    queue.add(spans(1));
    await pass(60_000);
    expect(posts).toHaveLength(1);
    expect(queue.state.value).toMatchObject({ sent: 0, dropped: 1 });
  });
});
