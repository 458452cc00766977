import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { createLookupStore } from '../../../../lib/stores/lookup-store.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const open = () => createLookupStore(signal(createCatalogue(builtInPacks, genericPack)), () => noon);
function ask(text: string) {
  const store = open();
  store.ask(text);
  const answers = store.groups.value.map(({ names, answer }) => ({ names, ...answer }));
  return { hint: store.hint.value, answers, codes: [...new Set(answers.map(({ code }) => code))] };
}
const saysOf = ({ answers }: ReturnType<typeof ask>, name: string, code: number) =>
  answers.find((answer) => answer.names.includes(name) && answer.code === code)?.advice.summary;

describe('a look-up', () => {
  it.each([
    ['503', [503], ''],
    ['429 Too Many Requests', [429], ''],
    ['too many', [429], ''],
    ['ServerTimeout', [504], ''],
    ['555', [555], ''],
    ['HTTP/1.1 999 Request denied\nServer: x', [999], 'Status 999. No Retry-After was sent.'],
    ['', [], 'Type a status'],
    ['nonsense', [], 'No provider documents a status like "nonsense".'],
    ['Retry-After: soon', [429, 413, 503, 502, 504, 529], 'not a number of seconds or an HTTP date'],
    ['120', [429, 413, 503, 502, 504, 529], 'Retry-After: 120, a wait of 2 m.'],
    ['Sat, 21 Nov 2026 12:01:30 GMT', [429, 413, 503, 502, 504, 529], '90 s after the response.'],
    ['Sat, 21 Nov 2026 11:00:00 GMT', [429, 413, 503, 502, 504, 529], 'already past.'],
  ])('of %j', (text, codes, hint) => {
    const found = ask(text);
    expect(found.codes).toEqual(codes);
    expect(found.hint).toContain(hint);
    expect(found.hint === '').toBe(hint === '');
  });

  it('says what each provider does with a wait', () => {
    const found = ask('120');
    expect(saysOf(found, 'Memfault', 529)).toBe('Wait 2 m, then retry');
    expect(saysOf(found, 'Huawei OCE', 429)).toBe('Wait 2 m, then retry');
    expect(saysOf(found, 'Memfault', 500)).toBeUndefined();
  });

  it('takes a response at its word: a field that is not there was not sent', () => {
    const withHeader = ask('HTTP/2 429\r\nRetry-After: 30\r\n');
    expect(saysOf(withHeader, 'Memfault', 429)).toBe('Wait 30 s, then retry');
    expect(withHeader.hint).toBe('Status 429. Retry-After: 30, a wait of 30 s.');
    expect(saysOf(ask('HTTP/2 429\r\nServer: x\r\n'), 'Memfault', 429)).toBe('Do not retry · no Retry-After');
    expect(saysOf(ask('HTTP/2 429'), 'Memfault', 429)).toContain('Only if Retry-After is sent');
  });

  it('corrects a date by the server’s own clock', () => {
    const head =
      'HTTP/2 429\nDate: Sat, 21 Nov 2026 10:00:00 GMT\nRetry-After: Sat, 21 Nov 2026 10:00:45 GMT\n';
    expect(saysOf(ask(head), 'Memfault', 429)).toBe('Wait 45 s, then retry');
  });
});

describe('the choice of an answer', () => {
  it('moves with arrows, opens with Enter, and begins anew with other answers', () => {
    const store = open();
    expect(store.press('ArrowDown')).toBe(false);
    store.ask('503');
    const last = store.groups.value.length - 1;
    expect(last).toBeGreaterThan(2);
    store.press('ArrowUp');
    expect(store.current.value).toBe(0);
    for (let press = 0; press < 9; press++) expect(store.press('ArrowDown')).toBe(true);
    expect(store.current.value).toBe(last);
    store.press('Enter');
    expect(store.opened.value).toBe(last);
    store.press('ArrowUp');
    expect([store.current.value, store.opened.value]).toEqual([last - 1, last]);
    store.press('Enter');
    store.press('Enter');
    expect(store.opened.value).toBe(-1);
    expect(store.press('x')).toBe(false);
    store.ask('504');
    expect([store.current.value, store.opened.value]).toEqual([0, -1]);
  });
});
