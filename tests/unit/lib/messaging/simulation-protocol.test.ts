import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseSimulationReport,
  parseSimulationRequest,
} from '../../../../lib/messaging/simulation-protocol.ts';
import { serveSimulation } from '../../../../lib/messaging/simulation-server.ts';
import { optionsOf, simulate } from '../retry/simulation/sample.ts';

const result = simulate({ calls: 50 });
const fleet = simulate({ calls: 50, meeting: 'together' });
const requests = [{ type: 'start', options: optionsOf({}) }, { type: 'cancel' }];
const reports = [
  { type: 'progress', share: 0.5 },
  { type: 'result', result },
  { type: 'result', result: fleet },
  { type: 'failed', message: 'no' },
];

describe('messages of a simulation', () => {
  it.each(requests)('to the worker: $type', (message) => {
    expect(parseSimulationRequest(structuredClone(message))).toEqual({ ok: true, value: message });
  });
  it.each(reports)('from the worker: $type', (message) => {
    expect(parseSimulationReport(structuredClone(message))).toEqual({ ok: true, value: message });
  });
  it.each([
    [{ type: 'start' }, 'options'],
    [{ type: 'start', options: optionsOf({ calls: -1 }) }, 'options.calls'],
    [{ type: 'stop' }, 'type'],
    [null, ''],
  ])('names what is wrong with a request: %o', (message, path) => {
    const parsed = parseSimulationRequest(message);
    expect(parsed.ok || parsed.problems[0]?.path).toBe(path);
  });
  it('takes a broken field of any result for a failure', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(fleet).filter((field) => field !== 'recovery')),
        fc.constantFrom({}, [1], Number.POSITIVE_INFINITY, undefined, { seconds: new Float64Array(2) }),
        (field, value) => !parseSimulationReport({ type: 'result', result: { ...fleet, [field]: value } }).ok,
      ),
    );
    expect(parseSimulationReport({ type: 'result', result: { ...fleet, recovery: {} } }).ok).toBe(false);
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        parseSimulationRequest(value);
        parseSimulationReport(value);
      }),
    );
  });
});

/** A worker in this thread: its clock moves 7 ms with each look, its tasks wait to be run. */
function serve() {
  const said: { type: string; [field: string]: unknown }[] = [];
  const tasks: (() => void)[] = [];
  let hear = (_: unknown): void => {};
  let time = 0;
  const state = { closed: 0 };
  serveSimulation(
    {
      post: (message) => said.push(structuredClone(message) as { type: string }),
      listen: (listener) => {
        hear = listener;
      },
      close: () => {
        state.closed++;
      },
    },
    {
      now: () => {
        time += 7;
        return time;
      },
      soon: (task) => tasks.push(task),
    },
  );
  return {
    said,
    state,
    hear: (message: unknown) => hear(structuredClone(message)),
    turn: () => tasks.shift()?.(),
    run: () => {
      while (tasks.length > 0) tasks.shift()?.();
    },
  };
}

describe('the worker', () => {
  it('reports progress and then the result, and closes', () => {
    const worker = serve();
    worker.hear({ type: 'start', options: optionsOf({}) });
    worker.run();
    const shares = worker.said.filter(({ type }) => type === 'progress').map(({ share }) => share as number);
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(worker.said.at(-1)).toEqual({ type: 'result', result: simulate({}) });
    expect(worker.said.every((report) => parseSimulationReport(report).ok)).toBe(true);
    expect(worker.state.closed).toBe(1);
  });
  it('stops after the slice when cancelled, and says no more', () => {
    const worker = serve();
    worker.hear({ type: 'start', options: optionsOf({}) });
    worker.turn();
    const before = worker.said.length;
    worker.hear({ type: 'cancel' });
    worker.run();
    expect(worker.said.length).toBe(before);
    expect(worker.state.closed).toBe(1);
  });
  it.each([
    ['what it does not know', [{ type: 'dance' }], /dance/],
    ['options that cannot be', [{ type: 'start', options: optionsOf({ calls: 0 }) }], /options\.calls/],
    ['a second start', [requests[0], requests[0]], /already/],
  ])('fails by name on %s', (_, messages, text) => {
    const worker = serve();
    for (const message of messages) worker.hear(message);
    worker.run();
    expect(worker.said.at(-1)).toMatchObject({ type: 'failed', message: expect.stringMatching(text) });
    expect(worker.state.closed).toBe(1);
  });
});
