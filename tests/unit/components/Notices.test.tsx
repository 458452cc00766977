// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { open, rows } from './open-inspector.tsx';
import { row } from './sample.ts';
import { all, click, hide, one, press, textOf } from './screen.ts';

const gaps = ['Capture was off for 3 m', '12 responses were dropped', 'The log cannot be written'];
const footer = () => document.querySelector('footer') ?? document.body;
/** What a screen reader was told last. */
const told = () => textOf(one('status', undefined, footer()));

async function openWith(notices: readonly string[]) {
  const opened = await open([row()]);
  const set = (lines: readonly string[]) =>
    act(() => {
      opened.store.notices.value = lines;
    });
  await set(notices);
  return { ...opened, set };
}

afterEach(hide);

describe('the notices', () => {
  it('give way to the capture note while there are none', async () => {
    const { captureNote } = await openWith([]);
    await click(one('button', 'Capture is off'));
    expect(textOf(one('dialog', 'Notices'))).toBe('Capture is off');
    expect(all('list', undefined, footer())).toHaveLength(0);
    await act(() => {
      captureNote.value = '';
    });
    expect(all('button', undefined, footer())).toHaveLength(0);
  });

  it('show the first and how many more', async () => {
    const { set } = await openWith(gaps);
    expect(all('button', undefined, footer()).map(textOf)).toEqual(['Capture was off for 3 m +2 more']);
    await set(gaps.slice(0, 1));
    expect(all('button', undefined, footer()).map(textOf)).toEqual(['Capture was off for 3 m']);
  });

  it('open as a list, a line each with its icon', async () => {
    await openWith(gaps);
    const button = one('button', /more$/);
    expect(button.getAttribute('aria-expanded')).toBe('false');
    await click(button);
    const list = one('dialog', 'Notices');
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(button.getAttribute('aria-controls')).toBe(list.id);
    const lines = all('listitem', undefined, list);
    expect(lines.map(textOf)).toEqual(gaps);
    expect(lines.every((line) => line.querySelector('svg'))).toBe(true);
    expect(textOf(list)).toContain('Capture is off');
    expect(document.activeElement).toBe(list);
  });

  it('close with Escape, which leaves the detail open and the focus on the button', async () => {
    const { store } = await openWith(gaps);
    await click(rows()[0] ?? document.body);
    await click(one('button', /more$/));
    await press(one('dialog'), 'Escape');
    expect(all('dialog')).toHaveLength(0);
    expect(document.activeElement).toBe(one('button', /more$/));
    expect(store.selectedId.value).not.toBeNull();
    await press(one('button', /more$/), 'Escape');
    expect(store.selectedId.value).toBeNull();
  });

  it.each([
    ['a second press of the button', () => click(one('button', /more$/))],
    [
      'a press elsewhere',
      () => act(() => void one('grid').dispatchEvent(new Event('pointerdown', { bubbles: true }))),
    ],
    ['the focus going elsewhere', () => act(() => one('combobox', 'Filter').focus())],
  ])('close with %s', async (_, leave) => {
    await openWith(gaps);
    await click(one('button', /more$/));
    await act(() => void one('listitem', gaps[0]).dispatchEvent(new Event('pointerdown', { bubbles: true })));
    expect(all('dialog')).toHaveLength(1);
    await leave();
    expect(all('dialog')).toHaveLength(0);
  });

  it('are told when they are new, and not again when another comes or a count goes up', async () => {
    const { set, captureNote } = await openWith(gaps.slice(0, 1));
    expect(told()).toBe('Capture was off for 3 m');
    await set(gaps.slice(0, 2));
    expect(told()).toBe('12 responses were dropped');
    await set(['Capture was off for 3 m', '1,300 responses were dropped']);
    expect(told()).toBe('12 responses were dropped');
    await set(gaps);
    expect(told()).toBe('The log cannot be written');
    await act(() => {
      captureNote.value = 'Background capture on for all sites';
    });
    expect(told()).toBe('Background capture on for all sites');
  });

  it('are told again when they come back', async () => {
    const { set } = await openWith(gaps.slice(0, 1));
    await set([]);
    expect(told()).toBe('');
    await set(gaps.slice(0, 1));
    expect(told()).toBe('Capture was off for 3 m');
  });
});
