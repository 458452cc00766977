// Which ways to retry are compared: at most as many as there are looks, each keeping its place while others go.
import { type Candidate, firstPicks } from '../../../lib/stores/simulation-candidates.ts';
import { curveLooks } from './curve-looks.ts';

/** Places by the id of the candidate in them, null for a free one; null before the person has picked. */
export type Picks = readonly (string | null)[] | null;

/** A candidate that is compared, and its place. */
export interface Picked {
  readonly place: number;
  readonly candidate: Candidate;
}

/** The candidates that are picked, in their own order. */
export function pickedOf(picks: Picks, candidates: readonly Candidate[]): Picked[] {
  const places = picks ?? firstPicks(candidates);
  return candidates.flatMap((candidate) => {
    const place = places.indexOf(candidate.id);
    return place < 0 || place >= curveLooks.length ? [] : [{ place, candidate }];
  });
}

/**
 * The picks with a candidate put in or taken out. It takes the first place that is free, or that someone holds who is
 * not among the candidates; where there is none the picks stay as they are.
 */
export function togglePick(picks: Picks, id: string, candidates: readonly Candidate[]): Picks {
  const now = picks ?? firstPicks(candidates);
  if (now.includes(id)) return now.map((one) => (one === id ? null : one));
  const isFree = (one: string | null): boolean =>
    one === null || !candidates.some((candidate) => candidate.id === one);
  const places = curveLooks.map((_, place) => now[place] ?? null);
  const free = places.includes(null) ? places.indexOf(null) : places.findIndex(isFree);
  return free < 0 ? picks : places.map((one, place) => (place === free ? id : one));
}
