// How often a provider's calls succeed, what that proves, and how it stands against the provider's own target.
import { explainNetworkError } from '../http/network-errors.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { outcomeOf } from '../retry/sightings.ts';
import { judge, type SuccessShare, shareOf, type Verdict } from '../retry/success.ts';
import type { Row } from './row.ts';
import { createRowMarks } from './row-marks.ts';

/** Success of one provider in the session. */
export interface ProviderFigure {
  readonly id: string;
  readonly name: string;
  /** Calls by their last attempt: success after retries. */
  readonly calls: SuccessShare;
  readonly attempts: SuccessShare;
  /** Calls whose end is not known: pending, stopped in the browser, or censored (see `AuditedRows`). */
  readonly unknown: number;
  /** The provider's own target share of calls, null when it names none. */
  readonly target: number | null;
  /** On the calls; null without a target. */
  readonly verdict: Verdict | null;
}

/** Not the provider's doing: the page or person stopped the request, or the browser never sent it. */
const ownDoing = new Set(['ERR_ABORTED', 'NS_BINDING_ABORTED', 'NS_ERROR_ABORT', 'ERR_BLOCKED_BY_CLIENT']);

/** What is counted of one provider. */
interface Tally {
  attempts: number;
  succeeded: number;
  calls: number;
  /** Calls whose end is known … */
  known: number;
  /** … and of these the successful. */
  successes: number;
}
type Tallies = Map<string, Tally>;
type Counted = Pick<Row, 'exchange' | 'annotation'>;

/** What is counted now. */
export interface CountedSession {
  /** In order of start. */
  readonly rows: readonly Row[];
  readonly censored: ReadonlySet<string>;
  readonly catalogue: Catalogue;
  /** The attempts of a call that has several or may be repeated, in order. */
  chainOf(callId: string): readonly Counted[];
  /** The row of an exchange by its id, undefined where it is none of these. */
  rowOf(id: string): Row | undefined;
}

/** Counts a session that grows and changes. */
export interface ProviderTally {
  /** Takes notice of a call's attempts, in order, whenever they are others. */
  noteCall(callId: string, chain: readonly Counted[]): void;
  /**
   * The figures of each provider with a pack, by name. Hops that the browser followed (redirects, authentication) count
   * as their last. Calls whose end is unknown don't count, their attempts do.
   */
  figures(session: CountedSession): ProviderFigure[];
}

// What is noted of each row; above these bits its provider's number.
const DECIDED = 1;
const SUCCESS = 2;
const HOP = 4;
const BITS = 3;

/** Starts with nothing. Each row is looked at once, each call whenever it changes: the rest is adding up. */
export function createProviderTally(): ProviderTally {
  const numbers = new Map<string, number>();
  const marksOf = createRowMarks((row) => {
    const { id } = row.annotation.provider;
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    const hop = hopOf(row.exchange.id) > 0 ? HOP : 0;
    return (number << BITS) | (isDecided(row) ? DECIDED : 0) | (isSuccess(row) ? SUCCESS : 0) | hop;
  });
  /** What calls with several attempts change against counting each attempt as a call, and their sum. */
  const byCall = new Map<string, Tallies>();
  const joined: Tallies = new Map();
  return {
    noteCall(callId, chain) {
      addAll(joined, byCall.get(callId), -1);
      byCall.delete(callId);
      if (chain.length < 2) return;
      const change = joinedCall(chain);
      addAll(joined, change, 1);
      byCall.set(callId, change);
    },
    figures({ rows, censored, catalogue, chainOf, rowOf }) {
      const marks = marksOf(rows);
      const sums = new Uint32Array(numbers.size << BITS);
      const followed = new Set<Row>();
      for (let place = 0; place < marks.length; place++) {
        const mark = marks[place] as number;
        sums[mark] = (sums[mark] as number) + 1;
        if ((mark & HOP) !== 0) for (const row of hopsFollowed(rows[place] as Row, rowOf)) followed.add(row);
      }
      const exchanges = new Set([...followed].map(({ exchange }) => exchange));
      const counted = (callId: string): readonly Counted[] => {
        const chain = chainOf(callId);
        return exchanges.size === 0 ? chain : chain.filter(({ exchange }) => !exchanges.has(exchange));
      };
      const tallies: Tallies = new Map();
      for (const [id, number] of numbers) tallies.set(id, tallyOf(sums, number));
      addAll(tallies, joined, 1);
      for (const row of followed) addAll(tallies, new Map([[providerOf(row), singleTally(row)]]), -1);
      for (const callId of new Set([...followed].map(({ attempt }) => attempt.callId))) {
        addAll(tallies, joinedCall(chainOf(callId)), -1);
        addAll(tallies, joinedCall(counted(callId)), 1);
      }
      for (const callId of censored) {
        for (const [id, last] of lastsOf(counted(callId))) {
          const tally = tallies.get(id);
          if (tally && isDecided(last)) tally.known -= 1;
        }
      }
      return [...tallies]
        .filter(([id, { calls }]) => id !== catalogue.generic.pack.id && calls > 0)
        .map(([id, tally]) => figureOf(id, tally, catalogue))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

const nothing: Readonly<Tally> = { attempts: 0, succeeded: 0, calls: 0, known: 0, successes: 0 };

function addAll(to: Tallies, tallies: Tallies | undefined, times: 1 | -1): void {
  for (const [id, tally] of tallies ?? []) {
    const sum = to.get(id) ?? { ...nothing };
    to.set(id, sum);
    for (const field of fields) sum[field] += times * tally[field];
  }
}
const fields = Object.keys(nothing) as (keyof Tally)[];

/** A provider's tally where each row is a call. */
function tallyOf(sums: Uint32Array, number: number): Tally {
  const tally = { ...nothing };
  for (let mark = number << BITS; mark < (number + 1) << BITS; mark++) {
    const count = sums[mark] as number;
    tally.calls += count;
    if ((mark & DECIDED) !== 0) tally.attempts += count;
    if ((mark & SUCCESS) !== 0) tally.succeeded += count;
  }
  return { ...tally, known: tally.attempts, successes: tally.succeeded };
}

function singleTally(row: Counted): Tally {
  const [attempts, succeeded] = [isDecided(row) ? 1 : 0, isSuccess(row) ? 1 : 0];
  return { calls: 1, attempts, succeeded, known: attempts, successes: succeeded };
}

/** What it changes that these attempts are one call and not a call each: only the last of them tells its end. */
function joinedCall(chain: readonly Counted[]): Tallies {
  const change: Tallies = new Map();
  for (const row of chain) {
    const tally = { ...singleTally(row), attempts: 0, succeeded: 0 };
    addAll(change, new Map([[providerOf(row), tally]]), -1);
  }
  for (const [id, last] of lastsOf(chain)) {
    addAll(change, new Map([[id, { ...singleTally(last), attempts: 0, succeeded: 0 }]]), 1);
  }
  return change;
}

/** The last attempt of a call at each provider: mostly one. */
const lastsOf = (chain: readonly Counted[]): Map<string, Counted> =>
  new Map(chain.map((row) => [providerOf(row), row]));

const providerOf = ({ annotation }: Counted): string => annotation.provider.id;

function figureOf(id: string, tally: Tally, catalogue: Catalogue): ProviderFigure {
  const pack = catalogue.provider(id)?.pack;
  const calls = shareOf(tally.successes, tally.known);
  const target = pack?.successTarget ?? null;
  return {
    id,
    name: pack?.name ?? id,
    calls,
    attempts: shareOf(tally.succeeded, tally.attempts),
    unknown: tally.calls - tally.known,
    target,
    verdict: target === null ? null : judge(calls, target),
  };
}

const isSuccess = ({ exchange }: Counted): boolean => outcomeOf(exchange) === 'succeeded';

/** Whether an attempt says anything of the provider. */
function isDecided({ exchange }: Counted): boolean {
  const outcome = outcomeOf(exchange);
  if (outcome !== 'failed' || exchange.error === '' || exchange.status >= 400) return outcome !== 'open';
  return !ownDoing.has(explainNetworkError(exchange.error).code);
}

/** Which hop of its request an exchange is (`<requestId>.<hop>`): 0 for the first, and where it has no such number. */
function hopOf(id: string): number {
  if (id.endsWith('.0') || id.startsWith('har.')) return 0;
  const hop = Number(id.slice(id.lastIndexOf('.') + 1));
  return Number.isSafeInteger(hop) && hop > 0 && hop < MOST_HOPS && id.includes('.') ? hop : 0;
}

/** The hops that the browser followed, of those up to that one's number: all but the last in time. */
function hopsFollowed({ exchange: { id } }: Row, rowOf: CountedSession['rowOf']): Row[] {
  const request = id.slice(0, id.lastIndexOf('.') + 1);
  const hops = Array.from({ length: hopOf(id) + 1 }, (_, hop) => rowOf(`${request}${hop}`) ?? []).flat();
  // Numbers are by when the browser told of them: it may tell the last of them first.
  return hops.sort((a, b) => a.exchange.startedDateTime - b.exchange.startedDateTime).slice(0, -1);
}

/** No browser follows more. */
const MOST_HOPS = 100;
