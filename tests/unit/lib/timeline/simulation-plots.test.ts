import { describe, expect, it } from 'vitest';
import { planOfPolicy } from '../../../../lib/retry/simulation/plan.ts';
import { createSimulation } from '../../../../lib/retry/simulation/simulation.ts';
import {
  optionsOf,
  type SimulationSettings,
  usualSettings,
} from '../../../../lib/stores/simulation-settings.ts';
import {
  attemptTicks,
  loadTicks,
  simulationAxis,
  timeTicks,
} from '../../../../lib/timeline/simulation-axes.ts';
import { attemptsPlot, loadPlot, successPlot } from '../../../../lib/timeline/simulation-plots.ts';
import { memfaultBackoff, oceInterval } from '../../../fixtures/rules.ts';
import { speakChinese } from '../../../fixtures/speak-chinese.ts';

const memfault = planOfPolicy(memfaultBackoff, { status: 503 });
const interval = planOfPolicy(oceInterval, { status: 504 });
/** Simulates 1000 clients in an outage of 30 s, 100 answers a second after it. */
const simulate = (plan: typeof memfault, change: Partial<SimulationSettings> = {}) => {
  const settings = { ...usualSettings, outageSeconds: 30, ...change };
  const simulation = createSimulation(optionsOf(settings, plan, 0.9999));
  while (!simulation.step(5000));
  return { plan, result: simulation.result() };
};
const isAscending = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));

describe('success by time', () => {
  const both = [simulate(memfault), simulate(interval)];
  const axis = simulationAxis(both, 30);
  const plot = successPlot(both, axis);
  const at = (curve: number, seconds: number) =>
    plot.values[curve]?.[plot.points.findLastIndex((point) => point <= seconds)];

  it('goes up with each retry after the outage by what the server answers', () => {
    expect([at(0, 71), at(0, 72), at(0, 584), at(0, 4680), at(0, 37_448)]).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect([at(1, 59), at(1, 60), at(1, 600)]).toEqual([0, 0.1, 1]);
  });
  it('has its points in order between 0 and 1, with all curves over all of them', () => {
    expect(isAscending(plot.xs)).toBe(true);
    expect([plot.xs[0], plot.xs.at(-1)]).toEqual([0, 1]);
    for (const curve of plot.values) {
      expect(curve).toHaveLength(plot.points.length);
      expect(isAscending(curve)).toBe(true);
    }
  });
  it('says the same in figures', () => {
    expect(plot.figures.map(({ from }) => from)).toEqual([0, 1, 10, 60, 600, 3600, 21_600, axis.end]);
    expect(plot.figures.at(-1)?.values).toEqual([0.4, 1]);
  });
});

describe('attempts a call', () => {
  it('is the share of calls that made so many or more', () => {
    const plot = attemptsPlot([simulate(memfault)]);
    expect(plot.points).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(plot.values[0]?.map((share) => Math.round(share * 10))).toEqual([10, 10, 10, 9, 8, 7, 0]);
    expect(plot.figures.map(({ from }) => from)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(plot.xs[0]).toBe(0);
    expect(plot.xs.at(-1)).toBe(1);
  });
  it('gives the first attempts more room where there are hundreds', () => {
    const plot = attemptsPlot([simulate(interval, { outageSeconds: 21_000 })]);
    expect(plot.points.length).toBeGreaterThan(300);
    expect(isAscending(plot.xs)).toBe(true);
    expect(plot.xs.at(-1)).toBeCloseTo(1);
    expect(plot.xs[10]).toBeGreaterThan(0.4);
    expect(plot.figures.map(({ from }) => from)).toEqual([1, 2, 5, 10, 20, 50, 100, 200]);
  });
});

describe('the load on the server', () => {
  it('shows each wave of a fleet in step, and what the server can take', () => {
    const one = [simulate(memfault)];
    const axis = simulationAxis(one, 30);
    const plot = loadPlot(one, axis, 100);
    const waves = plot?.points.filter((_, index) => (plot.values[0]?.[index] ?? 0) > 0);
    expect(waves).toHaveLength(6);
    expect(plot?.top).toBe(1000);
    expect(Math.max(...(plot?.ys[0] ?? []))).toBe(1);
    expect(plot?.figures.map(({ values }) => values[0])).toEqual([1000, 1000, 0, 1000, 0, 800, 700]);
  });
  it('misses no busy second, however many there are', () => {
    const one = [simulate(interval, { outageSeconds: 21_000, capacity: null })];
    const plot = loadPlot(one, simulationAxis(one, 21_000), null);
    expect(plot?.values[0]?.at(-1)).toBe(0);
    expect(plot?.values[0]?.filter((requests) => requests === 1000).length).toBeGreaterThan(50);
  });
  it('is none where calls are apart', () => {
    const one = [simulate(memfault, { meeting: 'apart' })];
    expect(loadPlot(one, simulationAxis(one, 30), null)).toBeNull();
  });
});

describe('the axes', () => {
  it('label seconds to hours without running into each other', () => {
    const axis = simulationAxis([simulate(memfault)], 30);
    const ticks = timeTicks(axis, 400);
    expect(ticks.map(({ label }) => label)).toEqual(expect.arrayContaining(['0 s', '10 s', '10 m', '6 h']));
    expect(timeTicks(axis, 120).length).toBeLessThan(ticks.length);
  });
  it('leave the room that wider characters take', () => {
    const axis = simulationAxis([simulate(memfault)], 30);
    const english = timeTicks(axis, 160).length;
    speakChinese();
    const chinese = timeTicks(axis, 160);
    expect(chinese.map(({ label }) => label)).toContain('0 秒');
    expect(chinese.length).toBeLessThan(english);
  });
  it('go on to the end of an outage that outlives every retry, and hold none of nobody', () => {
    expect(simulationAxis([simulate(memfault)], 100_000).end).toBe(100_000);
    expect(simulationAxis([], 600).end).toBe(600);
    expect(simulationAxis([], 0).end).toBe(1);
  });
  it('count attempts and requests in round numbers', () => {
    expect(attemptTicks(6, 400).map(({ label }) => label)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(loadTicks(10).map(({ label }) => label)).toEqual(['0', '1', '10']);
    expect(loadTicks(100_000).map(({ label }) => label)).toEqual(['0', '10', '100', '1000', '10k', '100k']);
  });
});
