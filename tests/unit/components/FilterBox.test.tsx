// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import type { Row } from '../../../lib/stores/inspector-store.ts';
import { openSavedFilters, type SavedFilter } from '../../../lib/stores/saved-filters.ts';
import { rows as lines, open } from './open-inspector.tsx';
import { row, threeAttempts } from './sample.ts';
import { all, click, enter, hide, one, press, textOf } from './screen.ts';

afterEach(hide);

const box = () => one('combobox', 'Filter') as HTMLInputElement;
const options = () =>
  all('option', undefined, document.querySelector('[role=listbox]') ?? document.createElement('p'));
const isOpen = () => box().getAttribute('aria-expanded') === 'true';
const active = () => document.getElementById(box().getAttribute('aria-activedescendant') ?? '');

const session = (): Row[] => [
  ...threeAttempts(),
  row({ exchange: { method: 'POST' } }),
  row({ exchange: { method: 'PUT', url: 'https://ges.myhuaweicloud.com/v2' } }),
];

async function type(text: string): Promise<void> {
  await act(() => box().focus());
  await enter(box(), text);
}

describe('the list of ways to go on', () => {
  it('offers keys with a word of explanation, then their values with counts', async () => {
    const { store } = await open(session());
    await type('met');
    expect(isOpen()).toBe(true);
    expect(document.getElementById(box().getAttribute('aria-controls') ?? '')?.getAttribute('role')).toBe(
      'listbox',
    );
    expect(options().map(textOf)).toEqual(['method: request method']);
    await press(box(), 'Tab');
    expect(store.filterText.value).toBe('method:');
    expect(options().map(textOf)).toEqual(['GET 3 responses', 'POST 1 response', 'PUT 1 response']);
    await enter(box(), 'method:p');
    expect(options().map(textOf)).toEqual(['POST 1 response', 'PUT 1 response']);
  });

  it('is walked through with arrows and taken with Enter', async () => {
    const { store } = await open(session());
    await type('method:p');
    expect(active()).toBeNull();
    await press(box(), 'ArrowDown');
    await press(box(), 'ArrowDown');
    expect(textOf(active())).toBe('PUT 1 response');
    expect(options().map((option) => option.getAttribute('aria-selected'))).toEqual(['false', 'true']);
    await press(box(), 'ArrowDown');
    expect(textOf(active())).toBe('POST 1 response');
    await press(box(), 'ArrowUp');
    await press(box(), 'Enter');
    expect(store.filterText.value).toBe('method:PUT ');
    expect([isOpen(), box().selectionStart]).toEqual([false, 11]);
  });

  it('takes nothing with Enter where nothing was chosen', async () => {
    const { store } = await open(session());
    await type('method:p');
    await press(box(), 'Enter');
    expect([store.filterText.value, isOpen()]).toEqual(['method:p', false]);
  });

  it('closes with Escape and leaves text and detail; the next one empties the box', async () => {
    const { store } = await open(session());
    await click(lines()[0] ?? document.body);
    await type('met');
    await press(box(), 'Escape');
    expect([isOpen(), store.filterText.value]).toEqual([false, 'met']);
    await press(box(), 'Escape');
    expect(store.filterText.value).toBe('');
    await press(box(), 'Escape');
    expect(store.selectedId.value).not.toBeNull();
  });

  it('opens on an empty box with the arrow, and shows every key', async () => {
    await open(session());
    await act(() => box().focus());
    expect(isOpen()).toBe(false);
    await press(box(), 'ArrowDown');
    expect(options().length).toBeGreaterThan(15);
    await press(box(), 'ArrowUp');
    expect(textOf(active())).toContain('body:');
  });

  it('takes what is pressed', async () => {
    const { store } = await open(session());
    await type('-dom');
    await click(options()[0] ?? document.body);
    expect(store.filterText.value).toBe('-domain:');
    await click(one('option', /ges/));
    expect(store.filterText.value).toBe('-domain:ges.myhuaweicloud.com ');
  });

  it('is closed for plain text, for what is complete already, and elsewhere', async () => {
    await open(session());
    for (const text of ['chunks', 'method:POST', 'url:x', '"met']) {
      await type(text);
      expect([text, isOpen()]).toEqual([text, false]);
    }
    await type('met');
    await act(() => box().blur());
    expect(isOpen()).toBe(false);
    // A text set from elsewhere is nobody typing.
    await enter(box(), 'meth');
    expect(isOpen()).toBe(false);
  });

  it('lets Tab go on where there is nothing to take', async () => {
    await open(session());
    await type('chunks');
    const event = new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true });
    box().dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });
});

describe('saved filters', () => {
  async function openWith(saved: readonly SavedFilter[]) {
    const stored = signal(saved);
    const memory = {
      read: async () => stored.value,
      write: async (list: readonly SavedFilter[]) => {
        stored.value = list;
      },
      onChanged: () => {},
    };
    const opened = await open(session(), { savedFilters: openSavedFilters(memory, () => {}) });
    return { ...opened, stored };
  }
  const failed: SavedFilter = { name: 'Broken', text: 'is:failed' };
  const button = () => one('button', 'Saved filters');

  it('are not there without a place to keep them', async () => {
    await open(session());
    expect(all('button', 'Saved filters')).toHaveLength(0);
  });

  it('are applied and removed', async () => {
    const { store, stored } = await openWith([failed, { name: 'x', text: 'x' }]);
    await click(button());
    await click(one('button', 'Broken is:failed'));
    expect(store.filterText.value).toBe('is:failed');
    expect(all('dialog')).toHaveLength(0);
    expect(document.activeElement).toBe(button());
    await click(button());
    expect(one('button', 'Broken is:failed').getAttribute('aria-current')).toBe('true');
    await click(one('button', 'Remove Broken'));
    await act(async () => {});
    expect(stored.value).toEqual([{ name: 'x', text: 'x' }]);
    expect(all('listitem', undefined, one('dialog'))).toHaveLength(1);
  });

  it('are saved by name, or without one by what they say', async () => {
    const { store, stored } = await openWith([]);
    await click(button());
    expect(textOf(one('dialog'))).toContain('No filter is saved yet.');
    expect(all('button', 'Save')).toHaveLength(0);
    store.filterText.value = ' is:retried ';
    await act(async () => {});
    await enter(one('dialog').querySelector('input') ?? document.body, 'Again');
    await click(one('button', 'Save'));
    await act(async () => {});
    await click(one('button', 'Save'));
    await act(async () => {});
    expect(stored.value).toEqual([
      { name: 'Again', text: 'is:retried' },
      { name: 'is:retried', text: 'is:retried' },
    ]);
  });

  it('close with Escape and give the focus back, leaving the detail', async () => {
    const { store } = await openWith([failed]);
    await click(lines()[0] ?? document.body);
    await click(button());
    expect(document.activeElement).toBe(one('dialog'));
    await press(one('dialog'), 'Escape');
    expect(all('dialog')).toHaveLength(0);
    expect(document.activeElement).toBe(button());
    expect(store.selectedId.value).not.toBeNull();
  });

  it.each([
    [
      'a press elsewhere',
      () => act(() => void one('grid').dispatchEvent(new Event('pointerdown', { bubbles: true }))),
    ],
    ['the focus going elsewhere', () => act(() => box().focus())],
  ])('close with %s', async (_, leave) => {
    await openWith([failed]);
    await click(button());
    await leave();
    expect(all('dialog')).toHaveLength(0);
  });
});
