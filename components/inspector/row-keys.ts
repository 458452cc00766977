// What a column of the list is sorted by, as one number a row.
import { type Exchange, lacksResponse } from '../../lib/http/exchange.ts';
import type { ColumnId } from '../../lib/session/column-layout.ts';
import type { InParts } from '../../lib/session/in-parts.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { adviceIcon, isDone } from '../common/advice-look.ts';
import { unseenStart } from '../common/capture-text.ts';
import type { IconName } from '../common/Icon.tsx';
import { rankTexts } from './rank-texts.ts';
import { worstFinding } from './row-text.ts';

/** The keys of a column: what they say is read once a row, before anything is compared. */
export function* keysOf(column: ColumnId, rows: readonly Row[]): InParts<Float64Array> {
  switch (column) {
    case 'status':
      return yield* numbers(rows, ({ exchange: { status, state } }) =>
        status || state !== 'pending' ? status : -1,
      );
    case 'method':
      return yield* rankTexts(yield* valuesOf(rows, ({ exchange }) => exchange.method));
    case 'call':
      return yield* rankTexts(yield* valuesOf(rows, ({ exchange }) => pathOf(exchange.url)));
    case 'provider':
      return yield* rankTexts(yield* valuesOf(rows, ({ annotation }) => annotation.provider.name));
    case 'advice':
      return yield* numbers(rows, adviceKey);
    case 'time':
      return yield* numbers(rows, ({ exchange }) => (unseenStart(exchange) ? -1 : exchange.time));
    case 'waterfall':
      return yield* numbers(rows, ({ exchange }) => exchange.startedDateTime);
  }
}

/** What asks for most comes first: broken rules, then what may be repeated, then what needs a person, then the rest. */
const advicePlaces: Partial<Readonly<Record<IconName, number>>> = {
  retry: 2,
  wait: 3,
  auth: 4,
  change: 5,
  never: 6,
  unknown: 7,
};
const DONE = 8;
const PENDING = 9;
const MOST_SECONDS = 1e6;

/** The kind of advice, and inside a kind how long it says to wait. */
function adviceKey({ exchange, annotation: { advice }, findings }: Row): number {
  const worst = findings.length > 0 ? worstFinding(findings) : undefined;
  if (worst) return worst.severity === 'violation' ? 0 : MOST_SECONDS;
  const wait = Math.min(advice.waits[0] ?? 0, MOST_SECONDS - 1);
  return placeOf(exchange, advice) * MOST_SECONDS + wait;
}

function placeOf(exchange: Exchange, advice: Row['annotation']['advice']): number {
  if (exchange.state === 'pending') return PENDING;
  if (isDone(exchange, advice) && !lacksResponse(exchange)) return DONE;
  return advicePlaces[adviceIcon(advice)] ?? DONE;
}

/** From the path on, as the cell shows it; found without taking the address apart, which takes too long for a sort. */
function pathOf(url: string): string {
  const scheme = url.indexOf('://');
  const slash = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
  return slash < 0 ? url : url.slice(slash);
}

function* numbers(rows: readonly Row[], keyOf: (row: Row) => number): InParts<Float64Array> {
  return new Float64Array(yield* valuesOf(rows, keyOf));
}

/** Rows that are read before the work may be interrupted. */
const PART = 2000;

function* valuesOf<T>(rows: readonly Row[], read: (row: Row) => T): InParts<T[]> {
  const values: T[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % PART === 0) yield;
    values.push(read(row));
  }
  return values;
}
