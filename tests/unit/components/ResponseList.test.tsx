// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ResponseList } from '../../../components/inspector/ResponseList.tsx';
import { type ColumnLayout, defaultColumnLayout } from '../../../lib/session/column-layout.ts';
import type { Row } from '../../../lib/stores/inspector-store.ts';
import { cells, rows } from './open-inspector.tsx';
import { createStore, noon, row, threeAttempts } from './sample.ts';
import { all, click, hide, one, press, show, textOf } from './screen.ts';

const setWidth = (width: number) =>
  Object.defineProperty(window, 'innerWidth', { value: width, configurable: true });

async function open(list: readonly Row[], live = false) {
  const store = createStore(list);
  const columns = signal<ColumnLayout>(defaultColumnLayout);
  const tools = { copyText: async () => {}, redactedNames: signal([]), hosts: undefined, said: signal('') };
  await show(<ResponseList store={store} live={signal(live)} columns={columns} tools={tools} />);
  return { store, columns };
}
const head = (name: string) => one('button', name, all('rowgroup')[0]);
const heads = () => all('columnheader').map(textOf);
const column = (index: number) => rows().map((line) => cells(line)[index]);
const active = () => document.activeElement ?? document.body;

/** Three calls of different length, in order of start. */
const three = () => [
  row({ exchange: { url: 'https://b.example/b', time: 30, status: 503 } }),
  row({ exchange: { url: 'https://a.example/c', time: 10, status: 200, startedDateTime: noon + 10 } }),
  row({ exchange: { url: 'https://c.example/a', time: 20, status: 404, startedDateTime: noon + 20 } }),
];

beforeEach(() => setWidth(1280));
afterEach(hide);

describe('sorting', () => {
  it('rises with the first press of a head, falls with the second, and goes back to the start', async () => {
    const { columns } = await open(three());
    const sorted = (name: string) =>
      all('columnheader')
        .find((one) => textOf(one).startsWith(name))
        ?.getAttribute('aria-sort');
    expect(sorted('Waterfall')).toBe('ascending');
    await click(head('Time'));
    expect(column(5)).toEqual(['10 ms', '20 ms', '30 ms']);
    expect([sorted('Time'), sorted('Waterfall')]).toEqual(['ascending', null]);
    await click(head('Time'));
    expect(column(5)).toEqual(['30 ms', '20 ms', '10 ms']);
    expect(sorted('Time')).toBe('descending');
    expect(columns.value.sort).toEqual({ by: 'time', descending: true });
    await click(head('Time'));
    expect(column(5)).toEqual(['30 ms', '10 ms', '20 ms']);
  });

  it.each([
    ['Status', ['200', '404', '503']],
    ['Call', ['404', '503', '200']],
  ])('by %s', async (name, statuses) => {
    await open(three());
    await click(head(name));
    expect(column(0)).toEqual(statuses);
  });

  it('by advice puts broken rules first and what is done last', async () => {
    const [first, second, third] = threeAttempts();
    await open([third, first, second]);
    await click(head('Advice'));
    expect(column(4)).toEqual(['28.1 s too early', 'Wait 30 s, then retry', 'Done']);
  });

  it('in parts where there is much, the latest rows in the end, and shows what was there until then', async () => {
    const tasks: (() => void)[] = [];
    vi.stubGlobal('setTimeout', (task: () => void) => tasks.push(task));
    // Each look at the clock is a turn's end.
    let time = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (time += 10));
    try {
      const list = Array.from({ length: 40 }, (_, index) =>
        row({ exchange: { time: (index * 7) % 40, startedDateTime: noon + index } }),
      );
      const opened = await open(list);
      const before = column(5);
      opened.columns.value = { ...defaultColumnLayout, sort: { by: 'time', descending: false } };
      await act(() => {});
      expect(column(5)).toEqual(before);
      await act(() => {
        opened.store.rows.value = [...list, row({ exchange: { time: 0.5, startedDateTime: noon + 99 } })];
      });
      for (let task = tasks.shift(); task; task = tasks.shift()) await act(task);
      expect(column(5).slice(0, 3)).toEqual(['0 ms', '0.5 ms', '1 ms']);
    } finally {
      vi.unstubAllGlobals();
      vi.restoreAllMocks();
    }
  });

  it('takes calls apart, and says of each attempt whose it is', async () => {
    await open(threeAttempts());
    await click(head('Time'));
    expect(all('button', /later attempt/)).toHaveLength(0);
    expect(column(2)[1]).toBe('↳ attempt 2 · 1.9 s later/api/v0/issues?page=2 api.memfault.com');
  });

  it('keeps the row that is open in the tab order', async () => {
    const { store } = await open(three());
    await click(rows()[0] ?? document.body);
    await click(head('Time'));
    const [tabbable] = rows().filter(({ tabIndex }) => tabIndex === 0);
    expect(tabbable?.dataset.id).toBe(store.selectedId.value);
    expect(tabbable?.getAttribute('aria-rowindex')).toBe('4');
  });
});

describe('columns', () => {
  it('are hidden and shown from the menu behind the button', async () => {
    const { columns } = await open(three());
    await click(one('button', 'Columns'));
    const menu = one('menu', 'Columns');
    expect(all('menuitemcheckbox', undefined, menu).map(textOf)).not.toContain('Call');
    expect(active()).toBe(one('menuitemcheckbox', 'Status'));
    await click(one('menuitemcheckbox', 'Provider'));
    expect(one('menuitemcheckbox', 'Provider').getAttribute('aria-checked')).toBe('false');
    expect(heads()).not.toContain('Provider');
    expect(cells(rows()[0])).toHaveLength(6);
    expect(columns.value.shown).toEqual({ provider: false });
    await click(one('menuitem', 'Reset columns'));
    expect(heads()).toContain('Provider');
    expect(all('menu')).toHaveLength(0);
  });

  it('have their menu on a right click too; arrows move in it and Escape leads back', async () => {
    await open(three());
    await act(() => head('Call').focus());
    await act(() => {
      head('Call').dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    });
    await press(active(), 'ArrowUp');
    expect(active()).toBe(one('menuitem', 'Reset columns'));
    await press(active(), 'ArrowDown');
    expect(active()).toBe(one('menuitemcheckbox', 'Status'));
    await press(active(), 'Escape');
    expect(all('menu')).toHaveLength(0);
    expect(active()).toBe(head('Call'));
  });

  it('are resized from the keyboard, and a double click takes that back', async () => {
    const { columns } = await open(three());
    const edge = one('separator', 'Width of Provider');
    await act(() => {
      columns.value = { ...columns.value, widths: { provider: 100 } };
    });
    await press(edge, 'ArrowRight');
    expect(columns.value.widths).toEqual({ provider: 108 });
    expect(edge.getAttribute('aria-valuenow')).toBe('108');
    expect(one('grid').style.getPropertyValue('--rs-columns')).toContain('minmax(40px, 108px)');
    await press(edge, 'ArrowLeft');
    expect(columns.value.widths).toEqual({ provider: 100 });
    await act(() => {
      edge.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    });
    expect(columns.value.widths).toEqual({});
  });

  it('have one head in the tab order, and arrows reach the others and the rows', async () => {
    await open(three());
    const tabbable = () =>
      all('columnheader')
        .flatMap((one) => all('button', undefined, one))
        .filter(({ tabIndex }) => tabIndex === 0);
    expect(tabbable()).toEqual([head('Status')]);
    await act(() => head('Status').focus());
    await press(active(), 'ArrowRight');
    expect(active()).toBe(head('Method'));
    expect(tabbable()).toEqual([head('Method')]);
    await press(active(), 'ArrowDown');
    expect(active()).toBe(rows()[0]);
  });

  it('fit a narrow panel, where the method stands with the call', async () => {
    setWidth(555);
    await open([row({ exchange: { method: 'POST' } })]);
    expect(heads()).toEqual(['Status', 'Call', 'Advice', 'Time']);
    expect(cells(rows()[0])[1]).toBe('POST /api/v0/issues?page=2 api.memfault.com');
  });
});

describe('the attempts of a call', () => {
  const toggle = () => one('button', '2 later attempts');
  const list = () => {
    const [first, second, third] = threeAttempts();
    return [first, row({ exchange: { startedDateTime: noon + 500 } }), second, third];
  };

  it('stand under the first, and fold away with their number', async () => {
    await open(list());
    expect(column(0)).toEqual(['529', '529', '200', '500']);
    expect(toggle().getAttribute('aria-expanded')).toBe('true');
    await click(toggle());
    expect(column(0)).toEqual(['529', '500']);
    expect(toggle().getAttribute('aria-expanded')).toBe('false');
    expect(textOf(toggle())).toBe('+2');
    expect(one('grid').getAttribute('aria-rowcount')).toBe('3');
  });

  it('fold with the left and right arrow keys; left on an attempt leads to the first', async () => {
    const { store } = await open(list());
    await act(() => rows()[0]?.focus());
    await press(active(), 'End');
    await press(active(), 'ArrowUp');
    await press(active(), 'ArrowLeft');
    expect(active()).toBe(rows()[0]);
    expect(rows()).toHaveLength(4);
    await press(active(), 'ArrowLeft');
    expect(rows()).toHaveLength(2);
    expect(active()).toBe(rows()[0]);
    await press(active(), 'ArrowRight');
    expect(rows()).toHaveLength(4);
    expect(store.selectedId.value).toBeNull();
  });

  it('unfold where one of them is opened from elsewhere', async () => {
    const { store } = await open(list());
    await click(toggle());
    await act(() => {
      store.selectedId.value = store.rows.value[3]?.exchange.id ?? null;
    });
    expect(rows()[2]?.getAttribute('aria-selected')).toBe('true');
  });

  it('fold all at once from the menu', async () => {
    await open([...list(), ...threeAttempts()]);
    await click(one('button', 'Columns'));
    await click(one('menuitem', 'Collapse all calls'));
    expect(rows()).toHaveLength(3);
    await click(one('button', 'Columns'));
    await click(one('menuitem', 'Expand all calls'));
    expect(rows()).toHaveLength(7);
  });

  it('do not open the detail when they are folded', async () => {
    const { store } = await open(list());
    await click(toggle());
    expect(store.selectedId.value).toBeNull();
  });
});

it.each([
  ['cached', { status: 200, fromCache: true }, 'cached /api'],
  ['redirected', { status: 301 }, 'redirect /api'],
  ['failed', { status: 200, state: 'failed' }, 'failed /api'],
  ['pending', { status: 200, state: 'pending', time: -1 }, 'receiving /api'],
] as const)('says in words that a response was %s', async (state, exchange, text) => {
  await open([row({ exchange })]);
  expect(cells(rows()[0])[2]).toContain(text);
  expect(rows()[0]?.dataset.state).toBe(state);
});

it('has one canvas for all bars, and none where the waterfall is hidden', async () => {
  const { columns } = await open(three());
  expect(document.querySelectorAll('canvas')).toHaveLength(1);
  expect(rows().map((line) => all('gridcell', undefined, line)[6]?.title)).toContain('Waiting 10 ms');
  await act(() => {
    columns.value = { ...columns.value, shown: { waterfall: false } };
  });
  expect(document.querySelectorAll('canvas')).toHaveLength(0);
});
