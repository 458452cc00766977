// Makes rows while exchanges come, go and change, so that a change costs what it touches and not the whole session.
import { annotate } from '../annotate/annotate.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { type ClientEvidence, readClientEvidence } from '../retry/call-evidence.ts';
import { callKey, originOf } from '../retry/call-key.ts';
import { type Attempt, createCallGrouper } from '../retry/calls.ts';
import type { Finding } from '../retry/finding.ts';
import { isDocument } from '../retry/not-retries.ts';
import { createNumberMap } from '../retry/number-map.ts';
import { type CallChains, createCallChains } from './call-chains.ts';
import type { Row } from './row.ts';
import { createRowTable, type NumberedRow, type RowTable, type WritableTable } from './row-table.ts';

/** Hears of what is in the session. */
export interface RowListener {
  added(exchange: Exchange): void;
  removed(exchange: Exchange): void;
}

/** Rows by start, each with an id of its own; `seq` is the number of an exchange's record. */
export interface RowBuilder {
  /** Takes an exchange in: at once where it is the last to start, else with the next `settle`. */
  add(exchange: Exchange, seq: number): void;
  /** Takes an exchange out that was added with that number, with the next `settle`. */
  remove(exchange: Exchange, seq: number): void;
  /** Brings the rows up to date. What they are then depends on what is in alone, not on how it came to be. */
  settle(): void;
  readonly table: RowTable & Pick<WritableTable, 'takeChangedFrom'>;
  readonly chains: CallChains;
}

/** An empty builder; `expected` rows will be added. */
export function createRowBuilder(catalogue: Catalogue, listener?: RowListener, expected = 0): RowBuilder {
  const table = createRowTable(expected);
  const chains = createCallChains(catalogue);
  /** What the attempt being placed counts from. */
  let follows: Attempt | undefined;
  const grouper = createCallGrouper({
    expected,
    onFollow(earlier) {
      follows = earlier;
    },
  });
  /** The keys of exchanges whose clients send ids: these tie requests with different keys together. */
  const tied = new Map<Exchange, readonly number[]>();
  const arriving = new Map<Exchange, number>();
  const leaving = new Map<Exchange, number>();

  function rowOf(exchange: Exchange, key: number, evidence: ClientEvidence): Row {
    follows = undefined;
    const annotated = annotate(exchange, catalogue);
    const attempt = grouper.place(exchange, key, evidence);
    const findings = chains.add(attempt, annotated, follows);
    return { exchange, annotation: annotated.annotation, attempt, findings };
  }

  function noteIn(exchange: Exchange, key: number, evidence: ClientEvidence): void {
    listener?.added(exchange);
    if (isDocument(exchange)) grouper.pageLoads.add(exchange);
    if (evidence.ids.length > 0) tied.set(exchange, [key, ...evidence.ids.map((id) => id.key)]);
  }

  function noteOut(exchange: Exchange): void {
    listener?.removed(exchange);
    if (isDocument(exchange)) grouper.pageLoads.remove(exchange);
    tied.delete(exchange);
  }

  function settle(): void {
    if (arriving.size === 0 && leaving.size === 0) return;
    const affected = createAffected();
    const moved = createMovedLoads();
    const gone = [...leaving].map(([exchange, seq]) => table.placeOf(exchange.startedDateTime, seq));
    const added: NumberedRow[] = [...arriving].map(([exchange, seq]) => {
      const key = callKey(exchange);
      noteIn(exchange, key, readClientEvidence(exchange));
      moved.note(exchange, 1);
      return { row: unplaced(exchange), seq, key };
    });
    for (const place of gone) {
      const row = table.rows[place] as Row;
      chains.remove(row.attempt);
      moved.note(row.exchange, -1);
    }
    table.merge(gone.sort(ascending), added.sort(byStart), (row, key, place) => {
      affected.mark(key, place);
      for (const other of tied.get(row.exchange) ?? []) affected.mark(other, place);
    });
    for (const exchange of leaving.keys()) noteOut(exchange);
    arriving.clear();
    leaving.clear();
    for (const document of moved.documents()) markAfterLoad(document, affected);
    affected.tie([...tied.values()]);
    placeAnew(affected);
  }

  /** What a page asked for after it was loaded is no retry of what it asked for before. */
  function markAfterLoad({ tabId, startedDateTime }: Exchange, affected: Affected): void {
    const { rows, keys } = table;
    const from = table.placeOf(startedDateTime, Number.NEGATIVE_INFINITY);
    if (from === 0) return;
    for (let place = from; place < rows.length; place++) {
      if (rows[place]?.exchange.tabId === tabId) affected.mark(keys[place] as number, place);
    }
  }

  /** Looks for the places of attempts again from where something changed on, among those with the same key alone. */
  function placeAnew(affected: Affected): void {
    const { rows, keys } = table;
    const places = affected.placesIn(keys);
    const isAffected = (place: number): boolean => place >= affected.from(keys[place] as number);
    for (const place of places.toReversed()) {
      const row = rows[place] as Row;
      if (isAffected(place) && row.attempt !== nowhere) chains.remove(row.attempt);
    }
    grouper.forget(affected.keys());
    for (const place of places) {
      const row = rows[place] as Row;
      const key = keys[place] as number;
      const evidence = readClientEvidence(row.exchange);
      if (!isAffected(place)) grouper.remember(row.attempt, key, evidence);
      else {
        const next = rowOf(row.exchange, key, evidence);
        if (row.attempt === nowhere || !isSame(row, next)) table.set(place, next);
      }
    }
  }

  return {
    add(exchange, seq) {
      if (leaving.delete(exchange)) return;
      if (!table.isLast(exchange.startedDateTime, seq)) {
        arriving.set(exchange, seq);
        return;
      }
      const key = callKey(exchange);
      const evidence = readClientEvidence(exchange);
      noteIn(exchange, key, evidence);
      table.push(rowOf(exchange, key, evidence), seq, key);
    },
    remove(exchange, seq) {
      if (!arriving.delete(exchange)) leaving.set(exchange, seq);
    },
    settle,
    table,
    chains,
  };
}

/** Keys under which something changed, and from which place on. */
interface Affected {
  mark(key: number, place: number): void;
  /** Joins the keys of each exchange that has several. */
  tie(groups: readonly (readonly number[])[]): void;
  /** The place from which attempts with that key have to be placed anew. */
  from(key: number): number;
  keys(): Iterable<number>;
  /** Where the marked keys are. */
  placesIn(keys: Float64Array): number[];
}

/** Low bits of keys, by which most of those that are not marked are told at a glance. */
const GLANCE = 0xffff;

function createAffected(): Affected {
  const first = createNumberMap<number>();
  const marked: number[] = [];
  const glance = new Uint8Array(GLANCE + 1);
  const mark = (key: number, place: number): boolean => {
    const known = first.get(key);
    if (known === undefined) {
      marked.push(key);
      glance[key & GLANCE] = 1;
    } else if (known <= place) return false;
    first.set(key, place);
    return true;
  };
  return {
    mark,
    tie(groups) {
      for (let again = true; again; ) {
        again = false;
        for (const keys of groups) {
          const from = keys.reduce((least, key) => Math.min(least, first.get(key) ?? least), Infinity);
          if (from === Infinity) continue;
          for (const key of keys) if (mark(key, from)) again = true;
        }
      }
    },
    from: (key) => first.get(key) ?? Number.POSITIVE_INFINITY,
    keys: () => marked,
    placesIn(keys) {
      const places: number[] = [];
      for (let place = 0; place < keys.length; place++) {
        const key = keys[place] as number;
        if (glance[key & GLANCE] === 1 && first.get(key) !== undefined) places.push(place);
      }
      return places;
    },
  };
}

/** Tells which documents really came, went or moved: most that change were only completed. */
function createMovedLoads() {
  const loads = new Map<string, { readonly document: Exchange; sum: number }>();
  return {
    note(exchange: Exchange, by: 1 | -1): void {
      if (!isDocument(exchange)) return;
      const { tabId, url, startedDateTime } = exchange;
      const load = `${tabId} ${startedDateTime} ${originOf(url)}`;
      const entry = loads.get(load) ?? { document: exchange, sum: 0 };
      entry.sum += by;
      loads.set(load, entry);
    },
    documents: (): Exchange[] =>
      [...loads.values()].flatMap(({ document, sum }) => (sum === 0 ? [] : [document])),
  };
}

const noFindings: readonly Finding[] = [];
const nowhere = { callId: '', attempt: 1, evidence: 'single', confidence: 1 } as Attempt;
const unplaced = (exchange: Exchange): Row =>
  ({ exchange, attempt: nowhere, findings: noFindings }) as unknown as Row;

const ascending = (a: number, b: number): number => a - b;
const byStart = (a: NumberedRow, b: NumberedRow): number =>
  a.row.exchange.startedDateTime - b.row.exchange.startedDateTime || a.seq - b.seq;

/** A row that says the same stays the same object, so that nothing is made of it again. */
function isSame({ attempt: a, findings: f }: Row, { attempt: b, findings: g }: Row): boolean {
  return (
    a.callId === b.callId &&
    a.attempt === b.attempt &&
    a.evidence === b.evidence &&
    a.confidence === b.confidence &&
    a.chainConfidence === b.chainConfidence &&
    haveSameFindings(f, g)
  );
}

/** Whether two lists say the same. */
export function haveSameFindings(a: readonly Finding[], b: readonly Finding[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ id, severity, message }, index) => {
      const other = b[index];
      return id === other?.id && severity === other.severity && message === other.message;
    })
  );
}
