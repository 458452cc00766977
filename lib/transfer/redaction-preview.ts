// What an export would take out of rows, before it does: by place and name, how often, and an example without its value.
import { type Exchange, withChanges } from '../http/exchange.ts';
import { type Part, type Place, partsOf, places } from './exchange-parts.ts';
import { redactExchange } from './redact.ts';
import { countIn } from './redaction-report.ts';

/** One name in one place. */
export interface RemovedField {
  readonly place: Place;
  readonly name: string;
  /** How many values an export takes out. */
  readonly removed: number;
  /** How many were taken out before: what is stored is redacted, and nothing brings it back. */
  readonly gone: number;
  /** The first of the values, masked; '' where all were gone or none can be told apart. */
  readonly example: string;
}

/** Adds up what is taken out of exchanges. */
export interface RedactionPreview {
  add(exchange: Exchange): void;
  /** In the order of places, the most frequent names first. */
  list(): RemovedField[];
}

/** Nothing added yet. */
export function createRedactionPreview(): RedactionPreview {
  const fields = new Map<string, { -readonly [K in keyof RemovedField]: RemovedField[K] }>();
  const fieldOf = ({ place, name }: Part) => {
    const key = `${place} ${name}`;
    const field = fields.get(key) ?? { place, name, removed: 0, gone: 0, example: '' };
    fields.set(key, field);
    return field;
  };
  const compare = (before: readonly Part[], after: readonly Part[]): void => {
    const isAlike = before.length === after.length;
    for (const [at, part] of after.entries()) {
      const count = countIn(part);
      if (count === 0) continue;
      const field = fieldOf(part);
      const original = isAlike ? before[at] : undefined;
      const gone = original ? Math.min(count, countIn(original)) : 0;
      field.gone += gone;
      field.removed += count - gone;
      if (original && count > gone) field.example ||= masked(difference(original.text, part.text));
    }
  };
  return {
    add(exchange) {
      // The body is in no export; what it tells of is.
      const before = [...partsOf(withChanges(exchange, { errorBody: '' }))];
      const after = [...partsOf(withChanges(redactExchange(exchange), { errorBody: '' }))];
      for (const [at, parts] of after.entries()) compare(before[at] ?? [], parts);
    },
    list: () =>
      [...fields.values()].sort(
        (a, b) =>
          places.indexOf(a.place) - places.indexOf(b.place) ||
          b.removed + b.gone - (a.removed + a.gone) ||
          (a.name < b.name ? -1 : 1),
      ),
  };
}

/** The same for whole lists. */
export function previewRedaction(rows: Iterable<{ readonly exchange: Exchange }>): RemovedField[] {
  const preview = createRedactionPreview();
  for (const { exchange } of rows) preview.add(exchange);
  return preview.list();
}

/** What stood where the two differ. */
function difference(before: string, after: string): string {
  let start = 0;
  while (start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return before.slice(start, before.length - end);
}

/** So much of a value may be seen: enough to know it by, and nobody could use it. */
const SEEN = 3;
const LEAST_TO_SHOW_ANY = 12;

/** `ghp•••••• (40)`; short values show nothing of themselves. */
export function masked(value: string): string {
  const letters = [...value];
  const seen = letters.length < LEAST_TO_SHOW_ANY ? '' : letters.slice(0, SEEN).join('');
  return `${seen}•••••• (${letters.length})`;
}
