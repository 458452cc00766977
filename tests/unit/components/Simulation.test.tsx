// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { builtInPacks, genericPack } from '../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../lib/providers/catalogue.ts';
import type { SimulationOptions } from '../../../lib/retry/simulation/result.ts';
import { createSimulation } from '../../../lib/retry/simulation/simulation.ts';
import type { SimulationSource, StartSimulation } from '../../../lib/stores/simulation-store.ts';
import { until } from '../../e2e/driver/until.ts';
import { open, rows, showTab } from './open-inspector.tsx';
import { row } from './sample.ts';
import { all, click, enter, hide, one, press, textOf } from './screen.ts';

const catalogue = signal(createCatalogue(builtInPacks, genericPack));
const failed = (status = 503) => row({ exchange: { status } });
vi.setConfig({ testTimeout: 20_000 });

/** The real simulation without a worker, as late as an answer from one. */
const whole: StartSimulation = (options, { onResult }) => {
  const simulation = createSimulation(options);
  while (!simulation.step(500));
  const timer = setTimeout(() => onResult(simulation.result()));
  return { cancel: () => clearTimeout(timer) };
};
/** A simulation that gets half way. */
const half: StartSimulation = (_, { onProgress }) => {
  onProgress(0.5);
  return { cancel: () => {} };
};

async function openSimulation(
  loadStart: SimulationSource['loadStart'],
  shown = [failed(), failed()],
): Promise<void> {
  await open(shown, { simulation: { catalogue, loadStart } });
  await showTab(0, 'Simulate');
  await settled('the view', () => all('button', 'Simulate').length + all('alert').length > 0);
}
/** Waits for what is loaded or simulated beside the view; what has come is drawn when `act` ends. */
const settled = (what: string, done: () => boolean) =>
  until(what, async () => {
    await act(async () => {});
    return done();
  });
const simulate = async () => {
  await click(one('button', 'Simulate'));
  await settled('all results', () => textOf(one('status', undefined, one('tabpanel'))) === 'Simulated');
};
const lines = () =>
  all('table', 'Simulation')
    .flatMap((table) => [...table.querySelectorAll('tbody tr')])
    .map((line) => [...line.children].map((cell) => textOf(cell)));

afterEach(hide);

describe('the simulation', () => {
  it('is loaded when it is first looked at, and runs when it is asked to', async () => {
    const loadStart = vi.fn(async () => whole);
    await open([failed()], { simulation: { catalogue, loadStart } });
    await showTab(0, 'Schedule');
    expect(loadStart).not.toHaveBeenCalled();
    await click(one('tab', 'Simulate'));
    await settled('the view', () => all('button', 'Simulate').length > 0);
    expect(loadStart).toHaveBeenCalledOnce();
    expect(all('table', 'Simulation')).toHaveLength(0);
    expect(textOf(one('tabpanel'))).toContain('1,000 clients call and fail together');
  });

  it('compares a fleet that stays in step with one that does not, and with clients that give up', async () => {
    await openSimulation(async () => whole);
    await simulate();
    expect(lines().map(([name, share]) => [name, share])).toEqual([
      ['Memfault’s rule', '20 %'],
      ['Memfault’s rule + 0–20 % jitter', '100 %'],
      ['got 14.6', '0 %'],
      ['undici RetryAgent 7.30', '0 %'],
      ['AWS SDK, standard mode 3', '0 %'],
    ]);
    const names = all('region').map((region) => region.getAttribute('aria-labelledby') ?? '');
    const titles = names.map((id) => document.getElementById(id)?.textContent ?? '');
    expect(titles).toEqual(
      expect.arrayContaining(['Success by time', 'Attempts a call', 'Load on the server']),
    );
    const figures = one('table', 'Success by time: figures');
    expect(textOf(figures.querySelector('tbody tr:last-child'))).toBe('10 h 24 m20 %100 %0 %0 %0 %');
  });

  it('reads its plots with the keys of a slider', async () => {
    await openSimulation(async () => whole);
    await simulate();
    const slider = one('slider', 'Point of Attempts a call');
    const read = async (key: string) => {
      await press(slider, key);
      return slider.getAttribute('aria-valuetext')?.replace(/ 100 %.*/, '');
    };
    expect(slider.getAttribute('aria-valuetext')).toBe('none chosen');
    expect(await read('ArrowRight')).toBe('1 attempt: Memfault’s rule');
    expect(await read('ArrowRight')).toBe('2 attempts: Memfault’s rule');
    expect(await read('PageUp')).toBe('3 attempts: Memfault’s rule');
    expect(await read('ArrowLeft')).toBe('2 attempts: Memfault’s rule');
    expect(await read('Home')).toBe('1 attempt: Memfault’s rule');
    await press(slider, 'End');
    expect(slider.getAttribute('aria-valuetext')).toMatch(
      /^7 attempts: Memfault’s rule 0 %, .*, AWS SDK, standard mode 3 0 %$/,
    );
    expect(slider.getAttribute('aria-valuenow')).toBe(slider.getAttribute('aria-valuemax'));
    await press(slider, 'Escape');
    expect(slider.getAttribute('aria-valuetext')).toBe('none chosen');
    expect(all('button', 'Close details')).toHaveLength(1);
    await press(slider, 'Escape');
    expect(all('button', 'Close details')).toHaveLength(0);
  });

  it('follows the circumstances and those who are picked, once it has run', async () => {
    const ran: SimulationOptions[] = [];
    await openSimulation(async () => (options, listener) => {
      ran.push(options);
      return whole(options, listener);
    });
    await enter(one('combobox', 'Clients'), '100');
    expect(ran).toHaveLength(0);
    await simulate();
    expect(ran).toHaveLength(5);
    await click(one('checkbox', 'ky 1.14'));
    await settled('ky', () => ran.length === 6);
    await enter(one('combobox', 'It hits'), 'apart');
    await settled('calls apart', () => ran.length === 12 && lines()[0]?.[1] === '100 %');
    expect(ran.at(-1)).toMatchObject({ meeting: 'apart', calls: 100 });
    expect(textOf(one('region', 'Load on the server'))).toContain('put no common load on a server');
    expect(textOf(one('tabpanel'))).toContain('too few calls to tell for Memfault’s rule');
  });

  it('shows its progress, and stops when it is cancelled', async () => {
    await openSimulation(async () => half);
    await click(one('button', 'Simulate'));
    expect(one('button', 'Cancel').hasAttribute('disabled')).toBe(false);
    expect(document.querySelector('progress')?.value).toBeCloseTo(0.1);
    await click(one('button', 'Cancel'));
    expect(textOf(one('status', undefined, one('tabpanel')))).toContain('Cancelled');
    expect(one('button', 'Cancel').hasAttribute('disabled')).toBe(true);
  });

  it('goes on while the detail is closed or shows another row', async () => {
    await openSimulation(async () => half);
    await click(one('button', 'Simulate'));
    await click(one('button', 'Close details'));
    await click(rows()[1] ?? document.body);
    expect(all('table', 'Simulation')).toHaveLength(0);
    await click(rows()[0] ?? document.body);
    expect(all('table', 'Simulation')).toHaveLength(1);
  });

  it('holds six at most, so that they can be told apart', async () => {
    await openSimulation(async () => half);
    const disabled = () => all('checkbox').filter((box) => box.hasAttribute('disabled')).length;
    expect(disabled()).toBe(0);
    await click(one('checkbox', 'ky 1.14'));
    expect(disabled()).toBeGreaterThan(0);
    expect(textOf(one('tabpanel'))).toContain('6 at most');
    await click(one('checkbox', 'got 14.6'));
    expect(disabled()).toBe(0);
  });

  it('says why when it cannot be loaded, and tries again', async () => {
    const loadStart = vi.fn(async () => half);
    loadStart.mockRejectedValueOnce(new Error('no such file'));
    await openSimulation(loadStart);
    expect(textOf(one('alert'))).toBe('The simulation could not be loaded: no such file');
    await click(one('button', 'Try again'));
    await settled('the view', () => all('button', 'Simulate').length > 0);
  });

  it('says why when it fails', async () => {
    await openSimulation(async () => (_, { onError }) => {
      onError('no worker here');
      return { cancel: () => {} };
    });
    await click(one('button', 'Simulate'));
    expect(textOf(one('alert'))).toBe('The simulation failed: no worker here');
  });
});

describe('nothing to simulate', () => {
  const panelOf = async (status: number) => {
    await open([failed(status)], { simulation: { catalogue, loadStart: async () => half } });
    return textOf(await showTab(0, 'Simulate'));
  };
  it('is told of a response that is no failure', async () => {
    expect(await panelOf(200)).toBe(
      'This response is no failure: there is nothing to send again, and nothing to simulate.',
    );
  });
  it('is told of a request without a response', async () => {
    expect(await panelOf(0)).toContain('what clients do then is not known here');
  });
  it('is told where nobody is picked, with those who would not retry', async () => {
    await openSimulation(async () => half, [failed(404)]);
    await click(one('checkbox', 'Envoy'));
    expect(one('button', 'Simulate').hasAttribute('disabled')).toBe(true);
    expect(textOf(one('tabpanel'))).toContain('Nobody is picked: tick who retries.');
    expect(textOf(one('list', 'Would not send it again'))).toContain('Not after 404: got 14.6');
  });
});
