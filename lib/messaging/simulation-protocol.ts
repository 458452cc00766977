// The messages between a page and the worker that simulates for it, each parsed when it arrives.
import { fail, ok, type Result } from '../http/result.ts';
import { parseSimulationOptions } from '../retry/simulation/parse-options.ts';
import type { SimulationOptions, SimulationResult } from '../retry/simulation/result.ts';

/** To the worker; one simulation per worker. */
export type SimulationRequest =
  | { readonly type: 'start'; readonly options: SimulationOptions }
  | { readonly type: 'cancel' };

/** From the worker. */
export type SimulationReport =
  /** 0 … 1 */
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'result'; readonly result: SimulationResult }
  | { readonly type: 'failed'; readonly message: string };

type Bag = Record<string, unknown>;

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null;
const isFigure = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const areFigures = (value: unknown, fields: readonly string[]): boolean =>
  isBag(value) && fields.every((field) => isFigure(value[field]));

/** Reads a message to the worker; anything else is a named failure. */
export function parseSimulationRequest(value: unknown): Result<SimulationRequest> {
  if (!isBag(value)) return fail('', 'a message is an object');
  if (value.type === 'cancel') return ok({ type: 'cancel' });
  if (value.type !== 'start')
    return fail('type', `"${String(value.type)}" is not a message that the worker knows`);
  const parsed = parseSimulationOptions(value.options);
  return parsed.ok ? ok({ type: 'start', options: parsed.value }) : parsed;
}

/** Reads a message from the worker; anything else is a named failure. */
export function parseSimulationReport(value: unknown): Result<SimulationReport> {
  if (!isBag(value)) return fail('', 'a message is an object');
  switch (value.type) {
    case 'progress':
      return isFigure(value.share)
        ? ok({ type: 'progress', share: value.share })
        : fail('share', 'is not a number');
    case 'result':
      return isResult(value.result)
        ? ok({ type: 'result', result: value.result })
        : fail('result', 'is not the result of a simulation');
    case 'failed':
      return typeof value.message === 'string'
        ? ok({ type: 'failed', message: value.message })
        : fail('message', 'is not text');
    default:
      return fail('type', `"${String(value.type)}" is not a message that a page knows`);
  }
}

const shares = ['amplification', 'logicalSuccess', 'wireSuccess'];
const counts = ['calls', 'attempts', 'wastedRetries', 'stoppedByBudget', 'target'];

function isResult(value: unknown): value is SimulationResult {
  if (!isBag(value)) return false;
  const { successByTime, recovery, load } = value;
  return (
    areFigures(value, counts) &&
    shares.every((field) => areFigures(value[field], ['share', 'standardError'])) &&
    value.attemptsDistribution instanceof Float64Array &&
    (value.verdict === 'met' || value.verdict === 'missed' || value.verdict === 'not-enough') &&
    isBag(successByTime) &&
    areAlike(successByTime.seconds, [successByTime.share], Float64Array) &&
    (recovery === null || areFigures(recovery, ['mean', 'median', 'p95', 'longest'])) &&
    (load === null || isLoad(load))
  );
}

function isLoad(value: unknown): boolean {
  if (!isBag(value)) return false;
  const { seconds, attempts, succeeded, retries } = value;
  return (
    areAlike(seconds, [attempts, succeeded, retries], Uint32Array) &&
    areFigures(value.peak, ['second', 'requests']) &&
    areFigures(value.retryPeak, ['second', 'requests'])
  );
}

/** Seconds, and arrays of that class as long as they are. */
function areAlike(
  seconds: unknown,
  rest: readonly unknown[],
  kind: Float64ArrayConstructor | Uint32ArrayConstructor,
): boolean {
  if (!(seconds instanceof Float64Array)) return false;
  return rest.every((one) => one instanceof kind && one.length === seconds.length);
}
