// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { open, rows } from './open-inspector.tsx';
import { row } from './sample.ts';
import { all, click, hide, one, press, textOf } from './screen.ts';

const dialogs = () => [...document.querySelectorAll('dialog')];
const opened = () => vi.waitFor(() => expect(dialogs()).toHaveLength(1), { timeout: 5_000 });

afterEach(hide);

describe('the help of all keys', () => {
  it('opens on "?" from anywhere, and Escape closes it alone', async () => {
    const { store } = await open([row()]);
    await click(rows()[0] ?? document.body);
    await press(document.body, '?');
    await opened();
    const text = textOf(dialogs()[0] ?? null);
    for (const part of ['List of responses', 'Filter', 'Overview', 'Details', 'Menus', 'Shift+F10']) {
      expect(text).toContain(part);
    }
    await press(one('button', 'Close help'), 'Escape');
    expect(dialogs()).toEqual([]);
    expect(store.selectedId.value).not.toBeNull();
  });

  it('opens and closes with buttons', async () => {
    await open([row()]);
    await click(one('button', 'Keyboard help'));
    await opened();
    await click(one('button', 'Close help'));
    expect(dialogs()).toEqual([]);
  });

  it('does not open while somebody types, or with another key held', async () => {
    await open([row()]);
    const [filter] = all('combobox', 'Filter');
    await press(filter ?? document.body, '?');
    await act(() => {
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: '?', ctrlKey: true, bubbles: true, cancelable: true }),
      );
    });
    // Were it to open, it would now: the part is loaded by the tests above.
    await act(async () => {});
    expect(dialogs()).toEqual([]);
    await press(one('checkbox', 'Preserve log'), '?');
    await opened();
  });
});
