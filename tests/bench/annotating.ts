// How fast one exchange is annotated, and what 1,000 host patterns cost.
import { measure } from 'mitata';
import { annotate } from '../../lib/annotate/annotate.ts';
import { exchangeOf } from '../fixtures/exchange.ts';
import type { Measurement } from './measurement.ts';
import { catalogueOf } from './rows.ts';

/** Runs the measurements; a few seconds. */
export async function annotatingMeasurements(): Promise<Measurement[]> {
  const urls = [
    'https://api.memfault.com/x',
    'https://dis.cn-north-4.myhuaweicloud.com/v2',
    'https://app.test/',
  ];
  const statuses = [200, 503, 429, 529, 404, 500];
  const exchanges = urls.flatMap((url) =>
    statuses.map((status) => exchangeOf(status, url, { headers: { date: 'x', 'Retry-After': '30' } })),
  );
  const few = catalogueOf(5);
  const many = catalogueOf(1000);
  const each = async (catalogue: typeof few): Promise<number> =>
    (await medianOf(() => exchanges.map((exchange) => annotate(exchange, catalogue)))) / exchanges.length;
  const [costFew, costMany] = [await each(few), await each(many)];
  return [
    {
      name: 'annotate one exchange, 1,000 patterns',
      value: 1e9 / costMany,
      unit: 'exchanges/s',
      better: 'more',
      limit: 400_000,
    },
    {
      name: 'annotate: cost with 1,000 patterns over cost with 5',
      value: costMany / costFew,
      unit: '×',
      better: 'less',
      limit: 2,
    },
  ];
}

/** Median time of one call, in ns. */
async function medianOf(task: () => unknown): Promise<number> {
  const { p50 } = await measure(task, { min_cpu_time: 1_000_000_000, batch_samples: 1_000 });
  return p50;
}
