// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Footer } from '../../../components/inspector/Footer.tsx';
import { ResponseList } from '../../../components/inspector/ResponseList.tsx';
import { type ColumnLayout, defaultColumnLayout } from '../../../lib/session/column-layout.ts';
import { readLocale } from '../../../lib/words/locale.ts';
import { speakWith } from '../../../lib/words/say.ts';
import english from '../../../locales/en.json' with { type: 'json' };
import chinese from '../../../locales/zh_CN.json' with { type: 'json' };
import { cells, open } from './open-inspector.tsx';
import { createStore, row, threeAttempts } from './sample.ts';
import { all, click, enter, hide, one, press, show, textOf } from './screen.ts';

beforeEach(() => speakWith(readLocale(chinese)));
afterEach(() => {
  hide();
  speakWith(readLocale(english));
});

const lines = () => all('row', undefined, one('grid', '响应')).slice(1);

async function openList() {
  const columns = signal<ColumnLayout>(defaultColumnLayout);
  const tools = { copyText: async () => {}, redactedNames: signal([]), hosts: undefined, said: signal('') };
  const store = createStore(threeAttempts());
  await show(<ResponseList store={store} live={signal(false)} columns={columns} tools={tools} />);
  return columns;
}

it('the rows say what they are', async () => {
  await openList();
  const [, second, third] = lines().map(cells);
  expect(second?.[2]).toMatch(/^↳ 第 2 次尝试 · 间隔 1\.9/);
  expect(second?.[4]).toMatch(/^提前了 28\.1/);
  expect(third?.[4]).toBe('完成');
  expect(all('button', '2 次后续尝试')).toHaveLength(1);
});

it('what is kept of the columns has no language', async () => {
  const columns = await openList();
  await click(one('button', '时间', all('rowgroup')[0]));
  await press(one('separator', '“时间”列的宽度'), 'Home');
  await click(one('button', '列'));
  await click(one('menuitemcheckbox', '服务商'));
  expect(columns.value).toEqual({
    sort: { by: 'time', descending: false },
    widths: { time: 40 },
    shown: { provider: false },
  });
  await press(document.activeElement ?? document.body, 'Escape');
  await click(one('button', '列'));
  await click(one('menuitem', '重置列'));
  expect(columns.value).toEqual(defaultColumnLayout);
});

it('a completion’s count is a sentence', async () => {
  await open([...threeAttempts(), row({ exchange: { method: 'PUT' } })]);
  const box = one('combobox', '过滤');
  box.focus();
  await enter(box, 'method:');
  expect(all('option', /个响应$/).map(textOf)).toEqual(['GET 3 个响应', 'PUT 1 个响应']);
});

it('keys are called as keyboards and their users call them', async () => {
  await open([row()]);
  await press(document.body, '?');
  await vi.waitFor(() => expect(document.querySelector('dialog')).not.toBeNull(), { timeout: 5_000 });
  const keys = [...document.querySelectorAll('dialog kbd')].map(textOf);
  expect(keys).toEqual(expect.arrayContaining(['Tab', '空格', 'Ctrl+空格', '菜单键', 'Shift+F10']));
  expect(keys.filter((key) => /Space|Menu/.test(key))).toEqual([]);
});

it.each([
  [chinese, 1, '1 个响应 · 1 次调用 1 次重试违反策略'],
  [chinese, 1234, '1,234 个响应 · 1,234 次调用 1,234 次重试违反策略'],
  [english, 1, '1 response · 1 call 1 retry broke policy'],
  [english, 1234, '1,234 responses · 1,234 calls 1,234 retries broke policy'],
])('the figures count in their language', async (language, n, said) => {
  speakWith(readLocale(language));
  const figures = signal({ responses: n, calls: n, violations: n, providers: [] });
  await show(<Footer figures={figures} notices={signal([])} captureNote={signal('')} />);
  const parts = [...(document.querySelector('footer')?.children ?? [])];
  expect(parts.map(textOf).filter(Boolean).join(' ')).toBe(said);
});
