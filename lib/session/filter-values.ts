// Which values a key of the filter language has in a session, and how many responses have each.
import { requestNames, responseNames } from '../http/exchange.ts';
import { shown } from '../http/quoted.ts';
import { essence, type FilterSubject, type FilterTest, filterChoices, filterKeys } from './filter-terms.ts';
import { hostOf, schemeOf } from './filter-url.ts';

/** A value that a key can have. */
export interface ValueCount {
  readonly value: string;
  /** A name that goes with it, '' for none. */
  readonly note: string;
  /** How many responses have it. */
  readonly count: number;
}

/** A count that rows are added to, as many at a time as there is time for. */
export interface ValueTally {
  add(row: FilterSubject): void;
  /** In no order. */
  counts(): ValueCount[];
}

/** More different values than these are not kept: nobody reads on. */
const mostValues = 2_000;
/** Longer values are typed by nobody. */
const longestValue = 120;

/** What a response has, in the browser's own spelling. */
const readers: Readonly<Record<string, (row: FilterSubject) => readonly string[]>> = {
  domain: ({ exchange }) => [hostOf(exchange.url)],
  method: ({ exchange }) => [exchange.method],
  'status-code': ({ exchange }) => [String(exchange.status)],
  'mime-type': ({ exchange }) => [exchange.mimeType],
  scheme: ({ exchange }) => [schemeOf(exchange.url)],
  'resource-type': ({ exchange }) => [exchange.resourceType],
  'has-request-header': ({ exchange }) => requestNames(exchange).map(({ name }) => name),
  'has-response-header': ({ exchange }) => responseNames(exchange).map(({ name }) => name),
  provider: ({ annotation }) => [annotation.provider.id],
  attempt: ({ attempt }) => [String(attempt.attempt)],
};

/** How a value is offered where its spelling says nothing. */
const spellings: Readonly<Record<string, (value: string) => string>> = {
  'mime-type': essence,
  'has-request-header': (name) => name.toLowerCase(),
  'has-response-header': (name) => name.toLowerCase(),
};

interface Found {
  readonly value: string;
  readonly note: string;
  count: number;
  /** The number of the row that was counted last: a header may be there many times. */
  last: number;
}

/** Starts to count the values of a key; null for one whose values cannot be told, as `url`. */
export function createValueTally(key: string): ValueTally | null {
  const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
  const choices = (Object.hasOwn(filterChoices, key) ? (filterChoices[key] ?? []) : []).flatMap((value) => {
    const test = filterKeys.get(key)?.(value.toLowerCase());
    return test?.ok ? [{ value, test: test.value satisfies FilterTest, count: 0 }] : [];
  });
  if (!read && choices.length === 0) return null;
  const spell = spellings[key] ?? String;
  const found = new Map<string, Found>();
  /** By how the browser spelled it, so that each spelling is read once; null for what cannot be offered. */
  const known = new Map<string, Found | null>();
  let rows = 0;
  const learn = (spelled: string, row: FilterSubject): Found | null => {
    if (known.size >= mostValues) return null;
    const value = spell(spelled);
    const entry = canBeTyped(value)
      ? (found.get(value) ?? { value, note: noteOf(key, row), count: 0, last: 0 })
      : null;
    if (entry) found.set(value, entry);
    known.set(spelled, entry);
    return entry;
  };
  return {
    add(row) {
      rows += 1;
      for (const choice of choices) if (choice.test(row)) choice.count += 1;
      for (const spelled of read?.(row) ?? []) {
        let entry = known.get(spelled);
        if (entry === undefined) entry = learn(spelled, row);
        if (!entry || entry.last === rows) continue;
        entry.last = rows;
        entry.count += 1;
      }
    },
    counts: () => [
      ...choices.map(({ value, count }) => ({ value, note: '', count })),
      ...[...found.values()].map(({ value, note, count }) => ({ value, note, count })),
    ],
  };
}

const noteOf = (key: string, { annotation }: FilterSubject): string =>
  key === 'provider' ? annotation.provider.name : '';

/** The language has no way to write a quote inside quotes; what is not shown as it is would be chosen unseen. */
function canBeTyped(value: string): boolean {
  return (
    value !== '' &&
    value.length <= longestValue &&
    shown(value, longestValue) === value &&
    !/^"|\s.*"|".*\s/.test(value)
  );
}
