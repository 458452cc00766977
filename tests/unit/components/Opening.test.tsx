// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Opening } from '../../../components/viewer/Opening.tsx';
import type { OpeningState } from '../../../lib/stores/opening-store.ts';
import { speakChinese } from '../../fixtures/speak-chinese.ts';
import { all, click, hide, one, show, textOf } from './screen.ts';

const reading: OpeningState = {
  kind: 'reading',
  name: 'a.har',
  share: 0.456,
  count: 1234,
  problems: [],
  problemCount: 0,
  message: '',
};
const problems = [
  { path: 'entry 2', message: 'is not JSON (byte 512)' },
  { path: '', message: 'The file is cut short' },
];

async function open(first: OpeningState | null) {
  const state = signal(first);
  const dragging = signal(false);
  const cancel = vi.fn();
  const dismiss = vi.fn(() => {
    state.value = null;
  });
  await show(<Opening state={state} dragging={dragging} cancel={cancel} dismiss={dismiss} />);
  return { state, dragging, cancel, dismiss };
}
const news = () => textOf(one('status'));
const bar = () => document.querySelector('progress');

afterEach(hide);

describe('what is shown of a file that is opened', () => {
  it('is nothing before the first, and nothing of one that was read without trouble', async () => {
    const { state } = await open(null);
    expect(textOf(document.body)).toBe('');
    await act(() => {
      state.value = { ...reading, kind: 'done', share: 1 };
    });
    expect(all('region')).toEqual([]);
    expect(news()).toBe('');
  });

  it('is how far it is, with a way to stop', async () => {
    const { cancel, state } = await open(reading);
    expect(bar()?.value).toBeCloseTo(0.456);
    expect(bar()?.getAttribute('aria-label')).toBe('Reading a.har');
    expect(textOf(one('region', 'File'))).toContain('Reading a.har: 45 %, 1,234 responses');
    await act(() => {
      state.value = { ...reading, share: 0.9, count: 2000 };
    });
    expect(bar()?.value).toBeCloseTo(0.9);
    // A screen reader is not interrupted with every step: the footer says what is being read.
    expect(news()).toBe('');
    await click(one('button', 'Cancel'));
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('lists what could not be read, and how much more there is, until it is dismissed', async () => {
    const { dismiss } = await open({ ...reading, kind: 'done', problems, problemCount: 1500 });
    expect(textOf(one('region', 'File'))).toContain(
      'a.har: 1,500 entries can’t be read and were left out; 1,234 responses are shown',
    );
    expect(all('list')).toEqual([]);
    await click(one('button', 'Show what is wrong'));
    expect(all('listitem').map(textOf)).toEqual(['entry 2 is not JSON (byte 512)', 'The file is cut short']);
    expect(textOf(one('region', 'What is wrong with the file'))).toContain('… and 1,498 more');
    await click(one('button', 'Hide what is wrong'));
    expect(all('list')).toEqual([]);
    await click(one('button', 'Dismiss'));
    expect(dismiss).toHaveBeenCalledOnce();
    expect(all('region')).toEqual([]);
  });

  it.each<[Partial<OpeningState>, string]>([
    [
      { kind: 'failed', count: 0, problems: [problems[1] ?? problems[0]], problemCount: 1 } as never,
      'a.har was not opened: The file is cut short',
    ],
    [{ kind: 'failed', count: 0, message: 'The disk is gone' }, 'a.har was not opened: The disk is gone'],
    [{ kind: 'failed', message: 'The disk is gone' }, 'Reading a.har ended early: The disk is gone'],
    [{ kind: 'cancelled' }, 'Reading a.har was cancelled at 45 %: 1,234 responses are shown'],
    [{ kind: 'cancelled', count: 0 }, 'Reading a.har was cancelled before it had a response'],
  ])('says how it ended: %j', async (end, text) => {
    await open({ ...reading, ...end });
    expect(textOf(one('region', 'File'))).toBe(text);
    expect(news()).toBe(text);
  });

  it('is a sheet while a file is dragged over the page', async () => {
    const { dragging } = await open(null);
    await act(() => {
      dragging.value = true;
    });
    expect(textOf(document.body)).toBe('Drop the file to open it');
  });

  it('is Chinese for those who read it', async () => {
    speakChinese();
    await open({ ...reading, kind: 'done', problems, problemCount: 1 });
    expect(textOf(one('region', '文件'))).toContain('a.har：1 个条目无法读取，已略过；显示 1,234 个响应');
  });
});
