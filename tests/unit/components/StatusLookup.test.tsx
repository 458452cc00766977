// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { StatusLookup } from '../../../components/lookup/StatusLookup.tsx';
import { advice, answer } from './sample.ts';
import { all, enter, hide, one, press, show, textOf } from './screen.ts';

const answers = [
  answer('memfault', 'Memfault', {
    advice: advice({
      decision: 'exponential',
      summary: 'Wait 8 s, then retry',
      explanation: 'At most 5 retries.',
      instants: [8, 72, 584],
      waits: [8, 64, 512],
    }),
  }),
  answer('dis', 'Huawei DIS', { name: 'ServiceUnavailable', condition: 'only at night' }),
  answer('ges', 'Huawei GES', { name: 'ServiceUnavailable', condition: 'only at night' }),
];

async function open() {
  const query = signal('503');
  const shown = signal(answers);
  const foot = signal<ComponentChild>(null);
  await show(<StatusLookup query={query} answers={shown} hint={signal('Type a status')} foot={foot} />);
  return { query, shown, foot };
}
const box = () => one('searchbox');
const items = () => all('listitem', undefined, one('list', 'Answers'));
const current = () => items().findIndex((item) => item.getAttribute('aria-current') === 'true');

afterEach(hide);

describe('the look-up', () => {
  it('is ready to be typed into', async () => {
    const { query } = await open();
    expect(document.activeElement).toBe(box());
    await enter(box(), '529');
    expect(query.value).toBe('529');
    expect(textOf(document.body)).toContain('Type a status');
  });

  it('shows each provider’s answer with its schedule, and the same answer once', async () => {
    await open();
    expect(items()).toHaveLength(2);
    expect(textOf(items()[0] ?? null)).toBe(
      'MemfaultStated503 Service Unavailable Retry at 8 s, 1 m 12 s, 9 m 44 s',
    );
    expect(textOf(items()[1] ?? null)).toBe(
      'Huawei DIS, Huawei GESStated503 ServiceUnavailableApplies only at night Do not retry',
    );
  });

  it('chooses with arrows and opens with Enter', async () => {
    await open();
    expect(current()).toBe(0);
    await press(box(), 'ArrowDown');
    await press(box(), 'ArrowDown');
    expect(current()).toBe(1);
    expect(box().getAttribute('aria-activedescendant')).toBe(all('button')[1]?.id);
    await press(box(), 'ArrowUp');
    await press(box(), 'Enter');
    expect(textOf(items()[0] ?? null)).toContain('At most 5 retries.');
    expect(textOf(items()[0] ?? null)).toContain('Memfault codes · row 503');
    await press(box(), 'Enter');
    expect(textOf(items()[0] ?? null)).not.toContain('At most 5 retries.');
  });

  it('starts at the first answer again when they change', async () => {
    const { shown } = await open();
    await press(box(), 'ArrowDown');
    await act(() => {
      shown.value = answers.slice(1);
    });
    expect(current()).toBe(0);
  });

  it('shows what stands below when it has come, and leaves the box its focus', async () => {
    const { foot } = await open();
    await act(() => {
      foot.value = <p>below</p>;
    });
    expect(textOf(document.querySelector('main'))).toMatch(/below$/);
    expect(document.activeElement).toBe(box());
  });
});
