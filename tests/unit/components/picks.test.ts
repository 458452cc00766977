import { describe, expect, it } from 'vitest';
import { pickedOf, togglePick } from '../../../components/schedule/simulate/picks.ts';
import type { Candidate } from '../../../lib/stores/simulation-candidates.ts';

const candidates = (...ids: string[]): Candidate[] =>
  ids.map((id) => ({ id, name: id, source: '', notes: [], plan: {} as Candidate['plan'] }));
const known = candidates('a', 'b', 'c', 'd', 'e', 'f', 'g');

describe('picks', () => {
  it('leave everyone in place when one is taken out, and fill that place first', () => {
    const without = togglePick(['a', 'b', 'c'], 'b', known);
    expect(without).toEqual(['a', null, 'c']);
    expect(togglePick(without, 'd', known)).toEqual(['a', 'd', 'c', null, null, null]);
  });
  it('give the place of one who cannot be picked here', () => {
    const picks = ['a', 'b', 'elsewhere', 'c', 'd', 'e'];
    expect(togglePick(picks, 'f', known)).toEqual(['a', 'b', 'f', 'c', 'd', 'e']);
  });
  it('are no more than can be told apart', () => {
    const full = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(togglePick(full, 'g', known)).toBe(full);
  });
  it('begin with the first ones, before a person has picked', () => {
    expect(pickedOf(null, known).map(({ candidate }) => candidate.id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(togglePick(null, 'b', known)).toEqual(['a', null, 'c', 'd', 'e']);
  });
  it('are listed in the candidates’ own order, with their places', () => {
    const picked = pickedOf(['c', null, 'x', 'a'], known);
    expect(picked.map(({ candidate, place }) => [candidate.id, place])).toEqual([
      ['a', 3],
      ['c', 0],
    ]);
  });
});
