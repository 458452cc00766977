// Simulation options from outside: every field checked, every bad one named.
import { fail, ok, type Problem, type Result } from '../../http/result.ts';
import { budgetDefaults } from './budget.ts';
import { jitterKinds } from './jitter.ts';
import type { SimulationOptions } from './result.ts';
import { isTogether } from './simulation.ts';

const limits = { callsApart: 100_000_000, callsTogether: 1_000_000, waits: 10_000 } as const;

type Check = (value: unknown) => string | undefined;
type Bag = Record<string, unknown>;

const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const figure =
  (least: number, most = Number.MAX_VALUE): Check =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most
      ? undefined
      : `is not a number from ${least} to ${most}`;
const seconds = figure(0);
const share = figure(0, 1);
const some = figure(Number.MIN_VALUE);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null ? undefined : check(value);
const orAbsent =
  (check: Check): Check =>
  (value) =>
    value === undefined ? undefined : check(value);
const isBoolean: Check = (value) => (typeof value === 'boolean' ? undefined : 'is not true or false');
const isText: Check = (value) => (typeof value === 'string' ? undefined : 'is not text');
const oneOf =
  (...allowed: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && allowed.includes(value) ? undefined : `is not one of ${allowed.join(', ')}`;
const isWaits: Check = (value) =>
  Array.isArray(value) && value.length <= limits.waits && value.every((wait) => seconds(wait) === undefined)
    ? undefined
    : `is not a list of at most ${limits.waits} waits in seconds`;
const isCount: Check = (value) =>
  Number.isSafeInteger(value) ? figure(1, limits.callsApart)(value) : 'is not an integer';
const isTarget: Check = (value) => share(value) ?? (value === 1 ? 'is not below 1' : undefined);

const planFields = {
  waits: isWaits,
  capSeconds: orNull(seconds),
  floorSeconds: seconds,
  floorSlackSeconds: orNull(seconds),
  windowSeconds: orNull(seconds),
  throttled: isBoolean,
  illustrated: isBoolean,
  end: isText,
};
const jitterFields = { kind: oneOf(...jitterKinds), share: orAbsent(share), seconds: orAbsent(seconds) };
const optionFields = {
  calls: isCount,
  meeting: oneOf('apart', 'together'),
  startSeconds: seconds,
  seed: figure(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  target: isTarget,
};
const outageFields: Record<SimulationOptions['outage']['kind'], Record<string, Check>> = {
  independent: { failure: share },
  fixed: { seconds },
  exponential: { meanSeconds: some },
  'gilbert-elliott': { goodSeconds: some, badSeconds: some, goodFailure: share, badFailure: share },
  capacity: { perSecond: figure(1), outageSeconds: seconds, refusalCost: seconds },
};

/** What is wrong with the fields of `value`; one that is not an object has one problem. */
function problemsOf(value: unknown, path: string, checks: Record<string, Check>): Problem[] {
  if (!isBag(value)) return [{ path, message: 'is not an object' }];
  return Object.entries(checks).flatMap(([field, check]) => {
    const message = check(value[field]);
    return message === undefined ? [] : [{ path: `${path}.${field}`, message }];
  });
}

/** As `problemsOf`, the fields depending on `kind`. */
function problemsOfKind(
  value: unknown,
  path: string,
  kinds: Record<string, Record<string, Check>>,
): Problem[] {
  const kind = isBag(value) ? value.kind : undefined;
  const checks = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  return checks ? problemsOf(value, path, checks) : [{ path: `${path}.kind`, message: 'is not known' }];
}

const budgetFields = Object.fromEntries(
  Object.entries(budgetDefaults).map(([kind, figures]) => [
    kind,
    Object.fromEntries(Object.keys(figures).map((field) => [field, field === 'kind' ? isText : seconds])),
  ]),
);

/**
 * Options that can be simulated; anything else is a failure that names each bad field. At most 100 M calls
 * apart, 1 M together (each takes memory), 10,000 waits.
 */
export function parseSimulationOptions(value: unknown): Result<SimulationOptions> {
  const problems = problemsOf(value, 'options', optionFields);
  if (!isBag(value)) return { ok: false, problems };
  const { plan, outage, budget } = value;
  problems.push(...problemsOf(plan, 'options.plan', planFields));
  if (isBag(plan)) problems.push(...problemsOf(plan.jitter, 'options.plan.jitter', jitterFields));
  problems.push(...problemsOfKind(outage, 'options.outage', outageFields));
  problems.push(...problemsOfKind(budget, 'options.budget', budgetFields));
  if (problems.length > 0) return { ok: false, problems };
  const options = value as unknown as SimulationOptions;
  if (isTogether(options) && options.calls > limits.callsTogether) {
    return fail(
      'options.calls',
      `is more than ${limits.callsTogether}, the most that are simulated together`,
    );
  }
  return ok(options);
}
