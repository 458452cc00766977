import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { createInspectorStore } from '../../../../lib/stores/inspector-store.ts';
import { createOpeningStore, type StartOpening } from '../../../../lib/stores/opening-store.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

type File = { readonly name: string };
type Listener = Parameters<StartOpening<File>>[1];

const one = (id: string): Exchange => ({ ...exchangeOf(503), id });
const problem = (number: number) => ({ path: `entry ${number}`, message: 'is not JSON' });

/** A store whose files say only what the test has them say. */
function byHand() {
  const inspector = createInspectorStore(
    signal(createCatalogue(builtInPacks, genericPack)),
    () => 0,
    () => {},
  );
  const listeners: Listener[] = [];
  const cancelled: number[] = [];
  const opening = createOpeningStore<File>(inspector, (_, listener) => {
    const index = listeners.push(listener) - 1;
    return { cancel: () => cancelled.push(index) };
  });
  const ids = () => inspector.rows.value.map(({ exchange }) => exchange.id).sort();
  const tell = (index: number, ...batch: Parameters<Listener['onBatch']>) =>
    listeners[index]?.onBatch(...batch);
  return { inspector, opening, listeners, cancelled, ids, tell };
}

describe('a file that is opened', () => {
  it('shows its first responses at once, tells how far it is, and shows the rest at its end', () => {
    const { opening, ids, tell, inspector } = byHand();
    opening.open({ name: 'a.har' });
    expect(opening.state.value).toMatchObject({ kind: 'reading', name: 'a.har', share: 0, count: 0 });
    tell(0, { exchanges: [one('1')], problems: [] }, 0.25);
    expect(ids()).toEqual(['1']);
    expect(opening.note.value).toBe('Reading a.har');
    tell(0, { exchanges: [one('2')], problems: [problem(2)] }, 0.5);
    expect(opening.state.value).toMatchObject({ kind: 'reading', share: 0.5, count: 2, problemCount: 1 });
    tell(0, { exchanges: [one('3')], problems: [], gaps: ['Capture was off for 3 s'] }, 1);
    expect(ids()).toEqual(['1', '2', '3']);
    expect(opening.state.value).toMatchObject({ kind: 'done', problems: [problem(2)], problemCount: 1 });
    expect(opening.note.value).toBe('a.har: 3 exchanges');
    // Also what an export of these rows says of itself.
    expect(inspector.notices.value).toEqual([
      'Capture was off for 3 s',
      'a.har: 1 entry can’t be read and was left out',
    ]);
  });

  it('takes the place of the one before, and stops it where it is still read', () => {
    const { opening, ids, tell, cancelled } = byHand();
    opening.open({ name: 'a.har' });
    tell(0, { exchanges: [one('1')], problems: [] }, 0.5);
    tell(0, { exchanges: [one('2')], problems: [] }, 0.6);
    opening.open({ name: 'b.har' });
    expect(cancelled).toEqual([0]);
    // What came of the first is there until the second has something.
    expect(ids()).toEqual(['1', '2']);
    tell(1, { exchanges: [one('3')], problems: [] }, 0.5);
    expect(ids()).toEqual(['3']);
    tell(1, { exchanges: [], problems: [], gaps: [] }, 1);
    expect([ids(), opening.note.value]).toEqual([['3'], 'b.har: 1 exchange']);
  });

  it('empties the list where it is empty', () => {
    const { opening, ids, tell } = byHand();
    opening.show('Sample', [one('1')], []);
    opening.open({ name: 'empty.har' });
    tell(0, { exchanges: [], problems: [], gaps: [] }, 1);
    expect([ids(), opening.state.value?.kind, opening.note.value]).toEqual([
      [],
      'done',
      'empty.har: 0 exchanges',
    ]);
  });

  it('leaves what is shown where nothing of it can be read', () => {
    const { opening, ids, tell, inspector } = byHand();
    opening.show('Sample', [one('1')], ['A gap']);
    opening.open({ name: 'photo.har' });
    tell(0, { exchanges: [], problems: [{ path: '', message: 'This is not JSON' }], gaps: [] }, 1);
    expect(opening.state.value).toMatchObject({ kind: 'failed', count: 0, problemCount: 1 });
    expect([ids(), opening.note.value, inspector.notices.value]).toEqual([['1'], 'Sample', ['A gap']]);
  });

  it('keeps what was read by the time it is cancelled, and says so', () => {
    const { opening, ids, tell, cancelled, inspector } = byHand();
    opening.open({ name: 'a.har' });
    tell(0, { exchanges: [one('1')], problems: [] }, 0.25);
    tell(0, { exchanges: [one('2')], problems: [] }, 0.507);
    opening.cancel();
    opening.cancel();
    expect(cancelled).toEqual([0]);
    expect(ids()).toEqual(['1', '2']);
    expect(opening.state.value).toMatchObject({ kind: 'cancelled', count: 2 });
    expect(inspector.notices.value).toEqual(['a.har was not read to its end: 50 %']);
  });

  it('keeps what was read before the disk failed', () => {
    const { opening, ids, listeners, tell } = byHand();
    opening.open({ name: 'a.har' });
    tell(0, { exchanges: [one('1')], problems: [] }, 0.25);
    listeners[0]?.onError('The disk is gone');
    expect([ids(), opening.state.value?.kind, opening.state.value?.message]).toEqual([
      ['1'],
      'failed',
      'The disk is gone',
    ]);
  });

  it('keeps the first problems of very many, and counts them all', () => {
    const { opening, tell } = byHand();
    opening.open({ name: 'a.har' });
    for (let batch = 0; batch < 3; batch++) {
      const problems = Array.from({ length: 400 }, (_, index) => problem(batch * 400 + index + 1));
      tell(0, { exchanges: [], problems }, 0.2);
    }
    tell(0, { exchanges: [one('1')], problems: [], gaps: [] }, 1);
    expect(opening.state.value).toMatchObject({ kind: 'done', problemCount: 1200 });
    expect(opening.state.value?.problems).toHaveLength(500);
    expect(opening.state.value?.problems.at(-1)).toEqual(problem(500));
  });

  it('goes with all that is said of it when the list is cleared', () => {
    const { opening, ids, tell, cancelled, inspector } = byHand();
    opening.open({ name: 'a.har' });
    tell(0, { exchanges: [one('1')], problems: [problem(2)] }, 0.25);
    opening.clear();
    expect([ids(), opening.state.value, opening.note.value, inspector.notices.value, cancelled]).toEqual([
      [],
      null,
      '',
      [],
      [0],
    ]);
  });
});
