// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { builtInPacks, genericPack } from '../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../lib/providers/catalogue.ts';
import type { SimulationSource, StartSimulation } from '../../../lib/stores/simulation-store.ts';
import { open, rows, showTab } from './open-inspector.tsx';
import { row } from './sample.ts';
import { all, click, hide, one, textOf } from './screen.ts';

const catalogue = signal(createCatalogue(builtInPacks, genericPack));
const failed = () => row({ exchange: { status: 503 } });
const simulate = async () => {
  await click(one('button', 'Simulate 100,000 calls'));
  await act(async () => {});
};
/** A simulation that gets half way. */
const half: StartSimulation = (_, { onProgress }) => {
  onProgress(0.5);
  return { cancel: () => {} };
};

async function openSchedule(loadStart: SimulationSource['loadStart']) {
  const opened = await open([failed(), failed()], { simulation: { catalogue, loadStart } });
  await showTab(0, 'Schedule');
  return opened;
}

afterEach(hide);

describe('the simulation', () => {
  it('is loaded when it is first asked for, once', async () => {
    const loadStart = vi.fn(async () => half);
    await openSchedule(loadStart);
    expect(loadStart).not.toHaveBeenCalled();
    expect(all('table', 'Simulation')).toHaveLength(0);
    await simulate();
    expect(textOf(one('table', 'Simulation'))).toContain('Memfault’s rule');
    await click(one('button', 'Cancel'));
    await simulate();
    expect(loadStart).toHaveBeenCalledOnce();
  });

  it('goes on while the detail is closed or shows another row', async () => {
    await openSchedule(async () => half);
    await simulate();
    await click(one('button', 'Close details'));
    await click(rows()[1] ?? document.body);
    expect(all('table', 'Simulation')).toHaveLength(0);
    await click(rows()[0] ?? document.body);
    expect(all('table', 'Simulation')).toHaveLength(1);
  });

  it('says why when it cannot be loaded', async () => {
    await openSchedule(() => Promise.reject(new Error('no such file')));
    await simulate();
    expect(textOf(one('alert'))).toBe('The simulation failed: no such file');
  });
});
