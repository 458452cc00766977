// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { Exchange, Gap } from '../../../lib/http/exchange.ts';
import { cells, open, rows, showTab } from './open-inspector.tsx';
import { row } from './sample.ts';
import { all, hide, one, textOf } from './screen.ts';

const waiting: Partial<Exchange> = { state: 'pending', status: 0, time: -1, responseStart: -1 };
const timings = { blocked: 1, dns: -1, connect: 20, ssl: 12, send: 0, wait: 70, receive: 9 };
const tooltips = (line: HTMLElement | undefined) =>
  line ? all('gridcell', undefined, line).map(({ title }) => title) : [];

afterEach(hide);

describe('an exchange without an end', () => {
  it.each<[Gap, string, RegExp]>([
    ['no-end', 'No end seen', /reported nothing more about this request, which may have ended unseen/],
    ['tab-closed', 'Tab closed before the end', /The tab was closed before an end was seen/],
    ['capture-off', 'Capture was switched off', /Capture was switched off before an end was seen/],
  ])('(%s) is waited for no longer', async (gap, label, sentence) => {
    await open([row({ name: 'Pending', exchange: { ...waiting, gap } })]);
    expect(cells(rows()[0])[4]).toBe(label);
    expect(tooltips(rows()[0])[4]).toMatch(sentence);
    expect(all('img', 'pending', rows()[0])).toHaveLength(0);
    expect(all('img', label, rows()[0]).map(textOf)).toEqual(['?']);
    const advised = textOf(await showTab(0, 'Advice'));
    expect(advised).toMatch(sentence);
    expect(advised).not.toContain('Do not retry');
    expect(textOf(one('heading', `?${label}`).parentElement)).toBe(`?${label}Memfault`);
    const timing = textOf(await showTab(0, 'Timing'));
    expect(timing).toContain('Totalno end seen');
    expect(timing).toMatch(sentence);
    expect(textOf(await showTab(0, 'Schedule'))).toBe(
      `${label}: there is no response to count a schedule from.`,
    );
  });

  it('keeps its advice where the response began', async () => {
    await open([row({ exchange: { ...waiting, status: 503, gap: 'tab-closed' } })]);
    expect(cells(rows()[0]).slice(0, 5)).toEqual([
      '503',
      'GET',
      '/api/v0/issues?page=2 api.memfault.com',
      'Memfault',
      'Tab closed before the end',
    ]);
    const advised = textOf(await showTab(0, 'Advice'));
    expect(advised).toContain('The tab was closed');
    expect(advised).toContain('Do not retry');
  });

  it('is still awaited where nothing is known to be missing', async () => {
    await open([row({ exchange: waiting })]);
    expect(all('img', 'pending', rows()[0])).toHaveLength(1);
    expect(cells(rows()[0])[4]).toBe('No response yet');
    expect(textOf(await showTab(0, 'Timing'))).toContain('Totalnot ended yet');
  });
});

describe('an exchange without a start', () => {
  const missed: Partial<Exchange> = { gap: 'start-missed', time: 3, responseStart: 0 };

  it('has no duration', async () => {
    await open([row({ exchange: missed })]);
    expect(cells(rows()[0])[5]).toBe('?');
    expect(tooltips(rows()[0])[5]).toContain('capture began while the request was under way');
    const timing = textOf(await showTab(0, 'Timing'));
    expect(timing).toContain('Startedbefore 12:00:00');
    expect(timing).toContain('Totalunknown');
    expect(timing).toContain('so its duration is unknown');
    expect(textOf(await showTab(0, 'Attempts 1'))).toContain('12:00:00?');
  });

  it('has one where DevTools measured it', async () => {
    await open([row({ exchange: { ...missed, time: 120, timings } })]);
    expect(cells(rows()[0])[5]).toBe('120 ms');
    expect(textOf(await showTab(0, 'Timing'))).not.toContain('unknown');
  });
});

describe('who saw an exchange', () => {
  it.each<[Exchange['source'], string]>([
    ['both', 'DevTools and the background'],
    ['devtools', 'DevTools'],
    ['web-request', 'the background'],
    ['file', 'whoever wrote the file'],
  ])('is said of %s', async (source, said) => {
    await open([row({ exchange: { source, timings } })]);
    expect(textOf(await showTab(0, 'Timing'))).toMatch(new RegExp(`Seen by${said}Phase`));
  });

  it('is said with doubt where the join was inferred', async () => {
    await open([row({ exchange: { match: 'inferred', timings } }), row({ exchange: { match: 'exact' } })]);
    const doubt = /^Inferred: .* nearest start, and could belong to a twin request of the same address\.$/;
    expect(tooltips(rows()[0])[5]).toMatch(doubt);
    expect(tooltips(rows()[1])[5]).toBe('');
    const panel = await showTab(0, 'Timing');
    expect([...panel.querySelectorAll('p')].map(textOf)).toEqual([expect.stringMatching(doubt)]);
  });
});

describe('a request of a worker', () => {
  const call = '/api/v0/issues?page=2 api.memfault.com';

  it.each<[string, Partial<Exchange>, string, string]>([
    ['without a tab', { tabId: -1, source: 'web-request' }, `worker ${call}`, 'Sent byWorker (no tab)'],
    ['for a page', { serviceWorker: 'initiated' }, `worker ${call}`, 'Sent byService worker'],
    [
      'as its answer alone',
      { serviceWorker: 'intercepted' },
      call,
      'Answered byService worker (nothing was on the wire)',
    ],
  ])('is marked (%s)', async (_, exchange, cell, fact) => {
    await open([row({ exchange })]);
    expect(cells(rows()[0])[2]).toBe(cell);
    expect(textOf(await showTab(0, 'Headers'))).toContain(fact);
  });

  it('is not taken for one of a file, which names no tab either', async () => {
    await open([row({ exchange: { tabId: -1, source: 'file' } })]);
    expect(cells(rows()[0])[2]).toBe(call);
    expect(textOf(await showTab(0, 'Headers'))).not.toContain('orker');
  });
});
