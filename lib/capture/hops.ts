// What the events of one request make of it: its hops, each an exchange that a redirect has ended or its own end.
import { type Exchange, endedAt } from '../http/exchange.ts';
import type { CaptureEvent } from './capture-event.ts';
import { after, begin } from './event-steps.ts';

/** One hop of a request. */
export interface Hop {
  readonly exchange: Exchange;
  /** Its number: the order in which the hops were first told of. */
  readonly hop: number;
  /** Time of the last event, epoch ms. */
  readonly at: number;
}

/** The hops after one more event, in whatever order events are told; the same list where it says nothing new. */
export function takeIn(hops: readonly Hop[], event: CaptureEvent): readonly Hop[] {
  const before = hops.find((one) => isAbout(event, one));
  if (before) {
    const exchange = after(event, before.exchange);
    const next = { hop: before.hop, exchange, at: Math.max(before.at, event.timeStamp) };
    if (exchange === before.exchange && next.at === before.at) return hops;
    return hops.map((one) => (one === before ? next : one));
  }
  const last = hops.at(-1);
  // What is told of an end that was told before.
  if (last && event.kind !== 'started' && !awaitsNextHop(hops) && mayBeAt(last, event)) return hops;
  const hop = nextNumber(hops);
  return [...hops, { hop, exchange: begin(event, hop), at: event.timeStamp }];
}

/**
 * The hops that events make of what was known `before` them, taken in order of time. Hops that are known to have `now`
 * keep their numbers: an end is the same hop's as ever, whatever starts were told since.
 */
export function retell(
  before: readonly Hop[],
  events: readonly CaptureEvent[],
  now: readonly Hop[],
): readonly Hop[] {
  const told = [...events].sort((a, b) => a.timeStamp - b.timeStamp).reduce(takeIn, before);
  const numbers = new Map<Hop, number>();
  const given = new Set<number>();
  const give = (hop: Hop, known: Hop | undefined): void => {
    if (!known || given.has(known.hop) || numbers.has(hop)) return;
    numbers.set(hop, known.hop);
    given.add(known.hop);
  };
  const likenesses: ((hop: Hop) => Hop | undefined)[] = [
    (hop) => (hasEnded(hop) ? now.find((known) => endsLike(known, hop)) : undefined),
    (hop) => before.find((known) => known.hop === hop.hop),
    (hop) => now.find((known) => !hasEnded(known) && isWithin(known, hop)),
  ];
  for (const alike of likenesses) for (const hop of told) give(hop, alike(hop));
  let next = nextNumber(now);
  return told.map((hop) => renumbered(hop, numbers.get(hop) ?? next++));
}

/** Whether any of them has not ended. */
export const isPending = (hops: readonly Hop[]): boolean =>
  hops.some(({ exchange }) => exchange.state === 'pending');

/** Whether the last of them was a redirect: the browser goes on to another. */
export function awaitsNextHop(hops: readonly Hop[]): boolean {
  const last = hops.at(-1)?.exchange;
  return last?.state === 'complete' && last.redirectURL !== '';
}

/** Whether two exchanges say the same in every field. */
export function isSame(a: Exchange, b: Exchange): boolean {
  const fields = Object.keys(a) as (keyof Exchange)[];
  return fields.length === Object.keys(b).length && fields.every((field) => a[field] === b[field]);
}

const nextNumber = (hops: readonly Hop[]): number => Math.max(-1, ...hops.map(({ hop }) => hop)) + 1;

const hasEnded = ({ exchange }: Hop): boolean => exchange.state !== 'pending';

const endsLike = (a: Hop, b: Hop): boolean =>
  hasEnded(a) &&
  endedAt(a.exchange) === endedAt(b.exchange) &&
  pathOf(a.exchange.url) === pathOf(b.exchange.url);

/** Whether what is known of a hop that goes on happened in the other. */
const isWithin = (known: Hop, { exchange, at }: Hop): boolean =>
  known.exchange.startedDateTime >= exchange.startedDateTime &&
  known.exchange.startedDateTime <= at &&
  pathOf(known.exchange.url) === pathOf(exchange.url);

function renumbered({ exchange, at }: Hop, hop: number): Hop {
  const request = exchange.id.slice(0, exchange.id.lastIndexOf('.') + 1);
  return { exchange: { ...exchange, id: `${request}${hop}` }, hop, at };
}

/** Whether an event is about that hop: the one under way, or one that had not ended, or begun, when it happened. */
function isAbout(event: CaptureEvent, known: Hop): boolean {
  const { exchange, at } = known;
  if (!mayBeAt(known, event)) return false;
  // A second start without a redirect is the browser's own resend after an auth challenge: the same hop goes on.
  if (exchange.state === 'pending') return true;
  return event.timeStamp <= (event.kind === 'started' ? exchange.startedDateTime : at);
}

/** What an earlier life of the worker recorded is known by its redacted address. */
function mayBeAt({ exchange }: Hop, { url }: CaptureEvent): boolean {
  const known = pathOf(exchange.url);
  return known === pathOf(url) || known.includes('[redacted]');
}

const pathOf = (url: string): string => url.split(/[?#]/, 1)[0] ?? '';
