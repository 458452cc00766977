// What stands redacted in an exchange: how often, by place and name.
import type { Exchange } from '../http/exchange.ts';
import { type Part, type Place, partsOf, placeholders } from './exchange-parts.ts';

/**
 * How many placeholders stand where: `{cookie: {sid: 2}, header: {authorization: 1}, query: {token: 3}}`. It counts
 * what stands redacted, so redacting again reports the same.
 */
export type RedactionReport = Readonly<Partial<Record<Place, Readonly<Record<string, number>>>>>;

/** Counts what stands redacted. */
export function reportOf(exchange: Exchange): RedactionReport {
  const counts: Counts = new Map();
  for (const parts of partsOf(exchange)) {
    for (const part of parts) add(counts, part.place, part.name, countIn(part));
  }
  return toReport(counts);
}

/** How many placeholders stand in a part. */
export function countIn({ place, text }: Part): number {
  if (!text.includes('redacted')) return 0;
  return text.match(place === 'host' ? /\bredacted\b/g : placeholders)?.length ?? 0;
}

/** Adds reports up. */
export function mergeReports(reports: Iterable<RedactionReport>): RedactionReport {
  const counts: Counts = new Map();
  for (const report of reports) {
    for (const [place, names] of Object.entries(report)) {
      for (const [name, count] of Object.entries(names)) add(counts, place, name, count);
    }
  }
  return toReport(counts);
}

type Counts = Map<string, Map<string, number>>;

function add(counts: Counts, place: string, name: string, count: number): void {
  if (count === 0) return;
  const names = counts.get(place) ?? new Map<string, number>();
  counts.set(place, names.set(name, (names.get(name) ?? 0) + count));
}

function toReport(counts: Counts): RedactionReport {
  return Object.fromEntries(
    inOrder(counts).map(([place, names]) => [place, Object.fromEntries(inOrder(names))]),
  );
}

const inOrder = <T>(map: ReadonlyMap<string, T>): [string, T][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));
