// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BodyAnswer } from '../../../lib/http/body.ts';
import type { Exchange } from '../../../lib/http/exchange.ts';
import { open, rows, showTab } from './open-inspector.tsx';
import { row } from './sample.ts';
import { all, click, enter, hide, one, press, textOf } from './screen.ts';

/** A body as DevTools gives it, whole. */
const text = (body: string, mimeType: string): BodyAnswer => ({
  kind: 'text',
  text: body,
  mimeType,
  size: body.length,
  truncated: false,
});

/** Lets answers arrive. */
const settle = () => act(() => new Promise<void>((resolve) => setTimeout(resolve)));

async function showBody(exchange: Partial<Exchange>, answer?: BodyAnswer): Promise<HTMLElement> {
  await open([row({ exchange })], answer && { readBody: () => Promise.resolve(answer) });
  const panel = await showTab(0, 'Body');
  await settle();
  return panel;
}
const shown = () => one('region', 'Response body').textContent;
const json = '{"id":12345678901234567890,"why":["busy"]}';
const again = 'To see it, send the request again with DevTools open on its page.';
const kept = 'This copy was kept with the log, credentials redacted.';

afterEach(hide);

describe('the body of a response', () => {
  it('is laid out where it is JSON, and shown as it was sent when asked', async () => {
    const panel = await showBody({}, text(json, 'application/problem+json; charset=utf-8'));
    expect(textOf(one('status', undefined, panel))).toBe(
      '42 characters application/problem+json; charset=utf-8',
    );
    expect(shown()).toBe('{\n  "id": 12345678901234567890,\n  "why": [\n    "busy"\n  ]\n}');
    expect(one('region', 'Response body').tabIndex).toBe(0);
    await click(one('radio', 'Raw'));
    expect(shown()).toBe(json);
    await click(one('radio', 'Pretty'));
    expect(shown()).toContain('\n');
  });

  it.each([
    ['markup as text', text('<b onclick="alert(1)">7</b>', 'text/html'), '<b onclick="alert(1)">7</b>', ''],
    ['JSON of no JSON type', text('[1]', 'text/plain'), '[1]', ''],
    [
      'what only claims to be JSON',
      text('{"a"', 'application/json'),
      '{"a"',
      'Shown as it is: it cannot be read as JSON.',
    ],
    [
      'a part',
      { ...text('{"a":1', 'application/json'), size: 70_123, truncated: true } as BodyAnswer,
      '{"a":1',
      'The first 6 of 70,123 characters.',
    ],
  ])('shows %s', async (_, answer, body, note) => {
    const panel = await showBody({}, answer);
    expect(shown()).toBe(body);
    expect(textOf(panel)).toContain(note);
    expect(all('radio', 'Pretty')).toHaveLength(0);
    expect(panel.querySelector('b')).toBeNull();
  });

  it('can be searched: the places are counted, stepped through, and told of', async () => {
    const panel = await showBody({}, text('{"a":"busy","b":"Busy","c":7}', 'application/json'));
    const box = one('searchbox', 'Find in the body');
    const count = () => textOf(panel.querySelector('search [aria-live]'));
    await enter(box, 'busy');
    expect(count()).toBe('1 of 2');
    await click(one('button', 'Next place'));
    expect(count()).toBe('2 of 2');
    await click(one('button', 'Next place'));
    expect(count()).toBe('1 of 2');
    await press(box, 'Enter', { shiftKey: true });
    expect(count()).toBe('2 of 2');
    await enter(box, 'nothing');
    expect(count()).toBe('None');
    expect(all('button', 'Next place')).toMatchObject([{ disabled: true }]);
    await press(box, 'Escape');
    expect([count(), (box as HTMLInputElement).value]).toEqual(['', '']);
  });

  it('counts no place that the other form of the same body does not have', async () => {
    const panel = await showBody({}, text('{"a": 1,"b":2}', 'application/json'));
    const count = () => textOf(panel.querySelector('search [aria-live]'));
    const box = one('searchbox', 'Find in the body');
    await enter(box, ' ');
    await press(box, 'Enter', { shiftKey: true });
    expect(count()).toBe('6 of 6');
    await click(one('radio', 'Raw'));
    expect(count()).toBe('1 of 1');
  });

  it.each<[string, Partial<Exchange>, BodyAnswer | undefined, string]>([
    [
      'binary',
      {},
      { kind: 'binary', mimeType: 'image/png', size: 48_213 },
      'Not text: image/png, 48,213 bytes.',
    ],
    ['empty', {}, text('', 'text/plain'), 'The body is empty.'],
    ['gone', {}, { kind: 'unavailable', reason: 'the page has navigated' }, 'The page has navigated.'],
    ['nowhere', {}, undefined, `This body was not kept with the log. ${again}`],
    ['to come', { state: 'pending' }, text('no', ''), 'The response has not ended yet.'],
    [
      'of no response',
      { state: 'failed', status: 0 },
      text('no', ''),
      'No response was seen, so there is no body.',
    ],
    [
      'of an unseen end',
      { state: 'pending', status: 0, gap: 'tab-closed' },
      text('no', ''),
      'The tab was closed before an end was seen, so how this request ended is not known.',
    ],
  ])('is told of where it is %s', async (_, exchange, answer, said) => {
    const panel = await showBody(exchange, answer);
    expect(textOf(panel)).toBe(said);
    expect(all('region', 'Response body')).toHaveLength(0);
  });

  it.each<[string, BodyAnswer | undefined, string]>([
    [
      'DevTools has none',
      { kind: 'unavailable', reason: 'DevTools did not see it' },
      'DevTools did not see it. ',
    ],
    ['nobody can be asked', undefined, ''],
  ])('is the copy in the log where %s', async (_, answer, reason) => {
    const panel = await showBody({ errorBody: '{"code":5250}' }, answer);
    expect(shown()).toBe('{\n  "code": 5250\n}');
    expect(textOf(panel)).toContain(reason + kept);
  });

  it('is DevTools’ own rather than the copy', async () => {
    const panel = await showBody({ errorBody: '{"token":"[redacted]"}' }, text('{}', 'application/json'));
    expect(shown()).toBe('{}');
    expect(textOf(panel)).not.toContain(kept);
  });
});

describe('asking for a body', () => {
  /** DevTools that answers when the test says so. */
  function slowDevtools() {
    const answers = new Map<string, (answer: BodyAnswer) => void>();
    const readBody = vi.fn(
      ({ id }: Exchange) =>
        new Promise<BodyAnswer>((resolve) => {
          answers.set(id, resolve);
        }),
    );
    const tell = (id: string, body: string) => {
      answers.get(id)?.(text(body, ''));
      return settle();
    };
    return { readBody, tell };
  }

  it('happens once for a row, and not before the tab is shown', async () => {
    const { readBody, tell } = slowDevtools();
    const { store } = await open([row()], { readBody });
    await click(rows()[0] ?? document.body);
    expect(readBody).not.toHaveBeenCalled();
    const panel = await showTab(0, 'Body');
    expect(textOf(panel)).toBe('Asking DevTools…');
    const [only] = store.rows.value;
    await tell(only?.exchange.id ?? '', 'here');
    await showTab(0, 'Headers');
    await showTab(0, 'Body');
    expect(shown()).toBe('here');
    expect(readBody.mock.calls).toEqual([[only?.exchange]]);
  });

  it('shows no answer on another row', async () => {
    const { readBody, tell } = slowDevtools();
    const [first, second] = [row(), row()];
    await open([first, second], { readBody });
    await showTab(0, 'Body');
    const panel = await showTab(1, 'Body');
    await tell(first.exchange.id, 'of the first');
    expect(textOf(panel)).toBe('Asking DevTools…');
    await tell(second.exchange.id, 'of the second');
    expect(shown()).toBe('of the second');
    await showTab(0, 'Body');
    expect(textOf(panel)).toBe('Asking DevTools…');
    expect(readBody).toHaveBeenCalledTimes(3);
  });

  it('is done again once the response has ended', async () => {
    const { readBody, tell } = slowDevtools();
    const pending = row({ exchange: { state: 'pending' } });
    const { store } = await open([pending], { readBody });
    await showTab(0, 'Body');
    expect(readBody).not.toHaveBeenCalled();
    await act(() => {
      store.rows.value = [{ ...pending, exchange: { ...pending.exchange, state: 'complete' } }];
    });
    await tell(pending.exchange.id, 'the end');
    expect(shown()).toBe('the end');
  });

  it('says what went wrong', async () => {
    await open([row()], { readBody: () => Promise.reject(new Error('the port is closed')) });
    const panel = await showTab(0, 'Body');
    await settle();
    expect(textOf(panel)).toBe('DevTools could not give the body: the port is closed.');
  });
});
