// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, describe, expect, it } from 'vitest';
import { Footer } from '../../../components/inspector/Footer.tsx';
import { adviceCell } from '../../../components/inspector/row-text.ts';
import { judge, shareOf } from '../../../lib/retry/success.ts';
import type { ProviderFigure } from '../../../lib/stores/inspector-store.ts';
import { row, tooEarly } from './sample.ts';
import { hide, show, textOf } from './screen.ts';

afterEach(hide);

const figure = (succeeded: number, total: number, rest: Partial<ProviderFigure> = {}): ProviderFigure => {
  const calls = shareOf(succeeded, total);
  const { target = null } = rest;
  const verdict = target === null ? null : judge(calls, target);
  return { id: 'p', name: 'Memfault', calls, attempts: calls, unknown: 0, target, verdict, ...rest };
};

async function successOf(provider: ProviderFigure) {
  const figures = signal({ responses: 1, calls: 1, violations: 0, providers: [provider] });
  await show(<Footer figures={figures} notices={signal([])} captureNote={signal('')} />);
  const success = document.querySelector<HTMLElement>('.rs-footer-success');
  return { text: textOf(success), title: success?.querySelector<HTMLElement>('[title]')?.title ?? '' };
}

const oce = { name: 'Huawei OCE', target: 0.9999 };

describe('the footer', () => {
  it('gives the share of calls, and the interval in the tooltip', async () => {
    const { text, title } = await successOf(figure(5, 8));
    expect(text).toBe('Memfault: 62.5 % of calls succeed');
    expect(title).toBe(
      'Calls after retries: 5 of 8 succeeded, 30.5 % to 86.3 % with 95 % confidence\n' +
        'Single attempts: 5 of 8 succeeded, 30.5 % to 86.3 % with 95 % confidence',
    );
  });

  it('sets calls and attempts against a target', async () => {
    const { text, title } = await successOf(figure(5, 20, { ...oce, attempts: shareOf(17, 77), unknown: 2 }));
    expect(text).toBe('Huawei OCE: 25 % of calls, 22 % of attempts (target 99.99 %: missed)');
    expect(title).toContain('Not counted: 2 whose end is not known');
  });

  it('says how many calls are needed before anything can be claimed', async () => {
    const { text, title } = await successOf(figure(6, 6, oce));
    expect(text).toBe(
      'Huawei OCE: 100 % of calls, 100 % of attempts (target 99.99 %: not enough calls yet: 29,950 more needed)',
    );
    expect(title).toContain('with 95 % confidence after 29,950 more calls without a failure');
    await hide();
    expect((await successOf(figure(29_956, 29_956, oce))).text).toContain('(target 99.99 %: met)');
  });

  it('shows no share of no calls', async () => {
    expect((await successOf(figure(0, 0))).text).toBe('');
  });
});

describe('the advice cell', () => {
  it('has the figure of a finding', () => {
    expect(adviceCell(row({ findings: [tooEarly] }))).toMatchObject({
      text: '28.1 s too early',
      tone: 'bad',
    });
    const late = { id: 'outside-window', severity: 'violation', message: 'Sent late', seconds: 100 } as const;
    expect(adviceCell(row({ findings: [late] })).text).toBe('1 m 40 s past the window');
    const many = { id: 'too-many', severity: 'departure', message: 'Retry 6' } as const;
    expect(adviceCell(row({ findings: [many] })).text).toBe('Too many retries');
  });

  it('is quiet about what is only advice, and silent about notes', () => {
    const gaveUp = { id: 'gave-up', severity: 'advice', message: 'Not sent again' } as const;
    expect(adviceCell(row({ findings: [gaveUp] }))).toMatchObject({
      text: 'Gave up early',
      tone: 'quiet',
      title: 'Not sent again. Do not retry',
    });
    expect(adviceCell(row({ findings: [gaveUp, tooEarly] })).tone).toBe('bad');
    const inStep = { id: 'in-step', severity: 'note', message: 'In step' } as const;
    expect(adviceCell(row({ findings: [inStep] })).text).toBe('Do not retry');
  });
});
