// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Advice } from '../../../lib/annotate/annotation.ts';
import type { Row } from '../../../lib/stores/inspector-store.ts';
import { cells, open, rows, showTab } from './open-inspector.tsx';
import { advice, noon, overloaded, row, threeAttempts } from './sample.ts';
import { all, click, enter, hide, one, press, textOf } from './screen.ts';

const setWidth = (width: number) =>
  Object.defineProperty(window, 'innerWidth', { value: width, configurable: true });

const active = () => document.activeElement;

beforeEach(() => setWidth(1280));
afterEach(hide);

describe('the list of responses', () => {
  it('has a row for each response, with what to do about it', async () => {
    await open([row()]);
    expect(all('columnheader').map(textOf).slice(0, 6)).toEqual([
      'Status',
      'Method',
      'Call',
      'Provider',
      'Advice',
      'Time',
    ]);
    expect(cells(rows()[0]).slice(0, 6)).toEqual([
      '500',
      'GET',
      '/api/v0/issues?page=2 api.memfault.com',
      'Memfault',
      'Do not retry',
      '100 ms',
    ]);
  });

  it('shows attempts in place of the URL, and a finding in place of the advice', async () => {
    await open(threeAttempts());
    expect(cells(rows()[1])[2]).toBe('↳ attempt 2 · 1.9 s later');
    expect(cells(rows()[1])[4]).toBe('28.1 s too early');
    expect(cells(rows()[2])[2]).toBe('↳ attempt 3 · 31 s later');
    expect(cells(rows()[2])[4]).toBe('Done');
  });

  it('repeats the URL of an attempt whose first is not in the list', async () => {
    const [, second] = threeAttempts();
    await open([row(), second]);
    expect(cells(rows()[1])[2]).toBe('↳ attempt 2/api/v0/issues?page=2 api.memfault.com');
  });

  it('names a failure without a response', async () => {
    await open([
      row({
        name: 'Connection reset',
        exchange: { status: 0, state: 'failed', error: 'net::ERR_CONNECTION_RESET' },
      }),
    ]);
    expect(cells(rows()[0])[0]).toBe('(failed)');
    expect(cells(rows()[0])[4]).toBe('Connection reset');
  });

  it('has four columns in a narrow panel', async () => {
    setWidth(555);
    await open([row()]);
    expect(all('columnheader').map(textOf)).toEqual(['Status', 'Call', 'Advice', 'Time']);
    expect(cells(rows()[0])).toHaveLength(4);
    expect(textOf(one('combobox', 'Show'))).toContain('Failed 1');
  });

  it('draws only what is on screen of a long list', async () => {
    await open(Array.from({ length: 5000 }, () => row()));
    expect(one('grid').getAttribute('aria-rowcount')).toBe('5001');
    expect(rows().length).toBeLessThan(100);
  });

  it('teaches when it is empty', async () => {
    await open([]);
    expect(textOf(document.body)).toContain(
      'No responses yet. Use the page, or reload it with this panel open.',
    );
    expect(textOf(document.body)).toContain('Capture is off');
  });

  it('offers a way back when nothing matches', async () => {
    const { store } = await open([row()]);
    await enter(one('combobox', 'Filter'), 'nothing like it');
    expect(rows()).toHaveLength(0);
    await click(one('button', 'Show all'));
    expect(store.filterText.value).toBe('');
    expect(rows()).toHaveLength(1);
  });
});

describe('the keyboard', () => {
  it('moves a roving focus and opens with Enter', async () => {
    const { store } = await open([row(), row(), row()]);
    const tabbable = () => rows().filter((line) => line.tabIndex === 0);
    expect(tabbable()).toEqual([rows()[0]]);
    await act(() => rows()[0]?.focus());
    await press(rows()[0] ?? document.body, 'ArrowDown');
    expect(active()).toBe(rows()[1]);
    expect(tabbable()).toEqual([rows()[1]]);
    expect(store.selectedId.value).toBeNull();
    await press(active() ?? document.body, 'End');
    expect(active()).toBe(rows()[2]);
    await press(active() ?? document.body, 'ArrowDown');
    expect(active()).toBe(rows()[2]);
    await press(active() ?? document.body, 'Home');
    expect(active()).toBe(rows()[0]);
    await press(active() ?? document.body, 'Enter');
    expect(store.selectedId.value).toBe(store.rows.value[0]?.exchange.id);
  });

  it('keeps the open detail on the focused row, and closes it with Escape', async () => {
    const { store } = await open([row(), row()]);
    await click(rows()[0] ?? document.body);
    await act(() => rows()[0]?.focus());
    await press(active() ?? document.body, 'ArrowDown');
    expect(store.selectedId.value).toBe(store.rows.value[1]?.exchange.id);
    expect(rows()[1]?.getAttribute('aria-selected')).toBe('true');
    await press(active() ?? document.body, 'Escape');
    expect(store.selectedId.value).toBeNull();
    expect(all('tablist')).toHaveLength(0);
    expect(active()).toBe(rows()[1]);
  });

  it('does not close the detail from inside the filter', async () => {
    const { store } = await open([row()]);
    await click(rows()[0] ?? document.body);
    await press(one('combobox', 'Filter'), 'Escape');
    expect(store.selectedId.value).not.toBeNull();
  });
});

describe('the toolbar', () => {
  it('filters, segments and acts', async () => {
    const { store, actions } = await open([row(), row({ exchange: { status: 200 } })]);
    await click(one('radio', 'Failed 1'));
    expect(store.segment.value).toBe('failed');
    expect(rows()).toHaveLength(1);
    await click(one('checkbox', 'Preserve log'));
    expect(store.preserveLog.value).toBe(true);
    await click(one('button', 'Clear'));
    expect(actions.clear).toHaveBeenCalledOnce();
    expect(all('button', 'Open…')).toHaveLength(0);
  });

  it('says what is wrong with a filter', async () => {
    const { store } = await open([row()]);
    await act(() => {
      store.filterProblem.value = 'There is no key "foo"';
    });
    const filter = one('combobox', 'Filter');
    expect(filter.getAttribute('aria-invalid')).toBe('true');
    expect(textOf(document.getElementById(filter.getAttribute('aria-describedby') ?? ''))).toBe(
      'There is no key "foo"',
    );
  });
});

describe('the detail', () => {
  const openFirst = async (list: readonly Row[] = threeAttempts()) => {
    const opened = await open(list);
    await click(rows()[0] ?? document.body);
    return opened;
  };

  it('says what to do, until when to wait, and counts down', async () => {
    const { now } = await openFirst();
    const card = one('region', 'Advice', document);
    expect(textOf(card)).toContain('Wait 30 s, then retry — not before 12:00:30 in 14 s');
    await act(() => {
      now.value += 13_500;
    });
    expect(textOf(one('timer'))).toBe('in 1 s');
    await act(() => {
      now.value += 1000;
    });
    expect(textOf(one('timer'))).toBe('now');
    await act(() => {
      now.value += 120_000;
    });
    expect(textOf(one('timer'))).toBe('passed');
  });

  it.each<[Partial<Advice>, string]>([
    [{ decision: 'not-stated', summary: 'Not stated · not before 30 s' }, '— that is 12:00:30 in 14 s'],
    [{ decision: 'after-header', summary: 'Wait 30 s, then retry' }, '— not before 12:00:30 in 14 s'],
  ])('names the instant once: %j', async (given, instant) => {
    await openFirst([row({ advice: { ...overloaded(noon + 100), ...given } })]);
    expect(textOf(one('region', 'Advice', document))).toContain(`${given.summary} ${instant}`);
  });

  it.each<[Partial<Advice>, string]>([
    [{ maxRetries: 1 }, 'Limits: at most 1 retry.'],
    [{ windowSeconds: 3600 }, 'Limits: within 1 h of the first failed response.'],
    [
      { maxRetries: 5, windowSeconds: 3600 },
      'Limits: at most 5 retries, within 1 h of the first failed response.',
    ],
  ])('says what limits the retries: %j', async (given, limits) => {
    await openFirst([row({ advice: advice(given) })]);
    await click(one('tab', 'Schedule'));
    expect(textOf(one('tabpanel').querySelector('p'))).toBe(limits);
  });

  it('links the source, in a new tab without a referrer', async () => {
    await openFirst();
    const link = one('link', /HTTP Response Status Codes · row 529/);
    expect(link.getAttribute('href')).toBe('https://docs.memfault.com/codes');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('never links anything but http and https', async () => {
    const hostile = row();
    const source = { ...hostile.annotation.source, url: 'javascript:alert(1)' };
    await openFirst([{ ...hostile, annotation: { ...hostile.annotation, source } }]);
    expect(all('link')).toHaveLength(0);
  });

  it('shows cautions, whom to contact, and markup as text', async () => {
    const cautious = advice({ escalate: 'contact', cautions: ['<img src=x onerror=alert(1)>'] });
    await openFirst([row({ advice: cautious })]);
    expect(textOf(document.body)).toContain('Contact Memfault');
    expect(textOf(document.body)).toContain('<img src=x onerror=alert(1)>');
    expect(document.querySelector('img')).toBeNull();
  });

  it('moves between tabs with the arrow keys', async () => {
    await openFirst();
    expect(all('tab').map(textOf)).toEqual([
      'Advice',
      'Schedule',
      'Attempts 3',
      'Timing',
      'Headers',
      'Body',
      'Compare 2',
    ]);
    await press(one('tab', 'Advice'), 'ArrowRight');
    expect(one('tab', 'Schedule').getAttribute('aria-selected')).toBe('true');
    expect(active()).toBe(one('tab', 'Schedule'));
    await press(one('tab', 'Schedule'), 'End');
    expect(one('tab', 'Compare 2').getAttribute('aria-selected')).toBe('true');
    expect(all('listitem', undefined, one('list', 'Answers'))).toHaveLength(2);
    await press(one('tab', 'Compare 2'), 'ArrowRight');
    expect(one('tab', 'Advice').getAttribute('aria-selected')).toBe('true');
  });

  it('explains a finding and leads to the attempts, and from there to each', async () => {
    const { store } = await open(threeAttempts());
    await click(rows()[1] ?? document.body);
    expect(textOf(document.body)).toContain('Retried too early. Sent 28.1 s before Retry-After allowed it.');
    await click(one('button', 'Show attempts'));
    expect(one('tab', 'Attempts 3').getAttribute('aria-selected')).toBe('true');
    await click(one('button', '3', one('tabpanel')));
    expect(store.selectedId.value).toBe(store.rows.value[2]?.exchange.id);
  });

  it('comes back to the tab in which it was closed', async () => {
    await open([row()]);
    await showTab(0, 'Timing');
    await click(one('button', 'Close details'));
    expect(all('tablist')).toHaveLength(0);
    await click(rows()[0] ?? document.body);
    expect(one('tab', 'Timing').getAttribute('aria-selected')).toBe('true');
  });

  it('compares nothing where there was no response', async () => {
    await openFirst([row({ exchange: { status: 0, state: 'failed' } })]);
    expect(all('tab').map(textOf)).not.toContain('Compare 2');
    expect(all('table')).toHaveLength(0);
  });

  it('shows phases and headers', async () => {
    const timings = { blocked: 1, dns: -1, connect: 20, ssl: 12, send: 0, wait: 70, receive: 9 };
    await open([row({ exchange: { timings, responseHeaders: [{ name: 'X-Id', value: '<b>7</b>' }] } })]);
    const timing = textOf(await showTab(0, 'Timing'));
    expect(timing).toContain('Connect (TLS 12 ms)20 ms');
    expect(timing).not.toContain('DNS');
    await click(one('tab', 'Headers'));
    expect(textOf(one('table', 'Response headers'))).toBe('X-Id<b>7</b>');
  });
});
