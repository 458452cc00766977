// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { StatusLookup } from '../../../components/lookup/StatusLookup.tsx';
import { createCatalogue } from '../../../lib/providers/catalogue.ts';
import type { Pack } from '../../../lib/providers/pack.ts';
import type { Policy } from '../../../lib/retry/policy.ts';
import { createLookupStore } from '../../../lib/stores/lookup-store.ts';
import { all, enter, hide, one, press, show, textOf } from './screen.ts';

const pack = (
  id: string,
  name: string,
  retry: Policy,
  more: Partial<Pack['statuses'][number]> = {},
): Pack => ({
  id,
  name,
  title: name,
  version: '1',
  documents: [{ title: `${name} codes`, updated: '', retrievedOn: '2026-11-21' }],
  hosts: [],
  statuses: [{ code: 503, name: 'Service Unavailable', meaning: '', retry, ...more }],
});
const never: Policy = { decision: 'never', stage: 'stated' };
const silent = { name: 'ServiceUnavailable', condition: 'only at night' };
const catalogue = createCatalogue(
  [
    pack('memfault', 'Memfault', {
      decision: 'exponential',
      stage: 'stated',
      maxRetries: 3,
      backoff: { initialSeconds: 8, factor: 8, formula: '8^n' },
    }),
    pack('dis', 'Huawei DIS', never, silent),
    pack('ges', 'Huawei GES', never, silent),
  ],
  pack('generic', 'HTTP', never),
);

async function open(text = '503') {
  const lookup = createLookupStore(signal(catalogue), () => 0);
  lookup.ask(text);
  await show(<StatusLookup lookup={lookup} foot={<p>below</p>} />);
  return lookup;
}
const box = () => one('searchbox');
const items = () => all('listitem', undefined, one('list', 'Answers'));
const current = () => items().findIndex((item) => item.getAttribute('aria-current') === 'true');

afterEach(hide);

describe('the look-up', () => {
  it('is ready to be typed into', async () => {
    const { query } = await open('');
    expect(document.activeElement).toBe(box());
    expect(textOf(one('status'))).toContain('Type a status');
    await enter(box(), '503');
    expect(query.value).toBe('503');
    expect(textOf(one('status'))).toBe('');
    expect(textOf(document.querySelector('main'))).toMatch(/below$/);
  });

  it('shows each provider’s answer with its schedule, and the same answer once', async () => {
    await open();
    expect(items().map(textOf)).toEqual([
      'MemfaultStated503 Service Unavailable Retry at 8 s, 1 m 12 s, 9 m 44 s',
      'Huawei DIS, Huawei GESStated503 ServiceUnavailableApplies only at night Do not retry',
      'HTTPStated503 Service Unavailable Do not retry',
    ]);
  });

  it('chooses with arrows and opens with Enter', async () => {
    await open();
    expect(current()).toBe(0);
    await press(box(), 'ArrowDown');
    expect(current()).toBe(1);
    expect(box().getAttribute('aria-activedescendant')).toBe(all('button')[1]?.id);
    await press(box(), 'ArrowUp');
    await press(box(), 'Enter');
    expect(textOf(items()[0] ?? null)).toContain('at most 3 retries.');
    expect(textOf(items()[0] ?? null)).toContain('Memfault codes · row 503');
    await press(box(), 'Enter');
    expect(textOf(items()[0] ?? null)).not.toContain('at most 3 retries.');
  });

  it('opens the answer that is clicked, and leaves the box its focus', async () => {
    await open();
    await act(() => all('button')[1]?.click());
    expect(all('button').map((button) => button.getAttribute('aria-expanded'))).toEqual([
      'false',
      'true',
      'false',
    ]);
    expect(current()).toBe(1);
    expect(document.activeElement).toBe(box());
  });

  it('takes the lines of a pasted response, which the box would run together', async () => {
    const lookup = await open('');
    const paste = (text: string) =>
      act(() => {
        const event = new Event('paste', { bubbles: true, cancelable: true });
        Object.assign(event, { clipboardData: { getData: () => text } });
        box().dispatchEvent(event);
      });
    await paste('one line');
    expect(lookup.query.value).toBe('');
    await paste('HTTP/1.1 503 Service Unavailable\r\nSet-Cookie: a=b\r\nRetry-After: 30\r\n\r\n');
    expect((box() as HTMLInputElement).value).toBe('HTTP/1.1 503 Service Unavailable ↵ Retry-After: 30 ↵ …');
    expect(textOf(one('status'))).toBe('Status 503. Retry-After: 30, a wait of 30 s.');
    expect(textOf(items()[0] ?? null)).toContain('Retry at 30 s, 1 m 34 s');
  });
});
