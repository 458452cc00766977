// How a pack from outside is read: every field checked, each fault named by its place.
import * as v from 'valibot';
import type { Result } from '../http/result.ts';
import { decisions, stages } from '../retry/policy.ts';
import { parseHostPattern } from './host-pattern.ts';
import type { Pack } from './pack.ts';

const text = v.pipe(
  v.string(),
  v.nonEmpty('is empty'),
  v.maxLength(2_000, 'is longer than 2,000 characters'),
);
const date = v.union([v.literal(''), v.pipe(v.string(), v.isoDate('is not a date such as 2026-11-21'))]);
const seconds = v.pipe(v.number(), v.finite(), v.minValue(0, 'is negative'));
const count = v.pipe(v.number(), v.integer('is not a whole number'), v.minValue(0, 'is negative'));

const policy = v.pipe(
  v.strictObject({
    decision: v.picklist(decisions),
    stage: v.picklist(stages),
    maxRetries: v.optional(count),
    windowSeconds: v.optional(seconds),
    intervalSeconds: v.optional(seconds),
    backoff: v.optional(
      v.strictObject({ initialSeconds: seconds, factor: v.pipe(v.number(), v.minValue(1)), formula: text }),
    ),
    retryAfter: v.optional(v.picklist(['minimum', 'instead', 'required', 'hint'])),
    withoutHeader: v.optional(v.picklist(['never', 'not-stated'])),
    readings: v.optional(v.array(v.strictObject({ id: text, label: text, maxRetries: count }))),
    escalate: v.optional(v.literal('contact')),
    cautions: v.optional(v.array(text)),
  }),
  v.check(({ decision, backoff }) => decision !== 'exponential' || backoff !== undefined, 'needs a backoff'),
  v.check(
    ({ decision, intervalSeconds }) => decision !== 'interval' || intervalSeconds !== undefined,
    'needs intervalSeconds',
  ),
);

const status = v.strictObject({
  code: v.pipe(
    v.number(),
    v.integer('is not a whole number'),
    v.check(
      (code) => code >= 100 && code <= 599,
      ({ input }) => `${input} is not a status from 100 to 599`,
    ),
  ),
  name: text,
  meaning: text,
  condition: v.optional(text),
  row: v.optional(text),
  document: v.optional(count),
  retry: policy,
});

const document = v.pipe(
  v.strictObject({
    title: text,
    url: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\//, 'is not an http(s) address'))),
    file: v.optional(text),
    updated: date,
    retrievedOn: date,
  }),
  v.check(({ url, file }) => url !== undefined || file !== undefined, 'needs a url or a file'),
);

const host = v.pipe(
  v.string(),
  v.check(
    (pattern) => parseHostPattern(pattern).ok,
    ({ input }) => {
      const parsed = parseHostPattern(input);
      return parsed.ok ? '' : (parsed.problems[0]?.message ?? '');
    },
  ),
);

const pack = v.pipe(
  v.strictObject({
    id: v.pipe(
      v.string(),
      v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'is not lower-case letters, digits and dashes'),
    ),
    name: text,
    title: text,
    version: date,
    documents: v.pipe(v.array(document), v.minLength(1, 'names no document: every row cites one')),
    hosts: v.array(host),
    successTarget: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1, 'is more than 1'))),
    generalAdvice: v.optional(text),
    statuses: v.array(status),
  }),
  v.check(
    ({ statuses }) => new Set(statuses.map(({ code }) => code)).size === statuses.length,
    'has two rows for one code',
  ),
);

/** Reads a pack from parsed JSON. Fails with every fault, each at its place (`statuses[3].code`). */
export function parsePack(value: unknown): Result<Pack> {
  const parsed = v.safeParse(pack, value);
  // Absent and undefined are the same to valibot's optional; JSON has no undefined, so the shapes agree.
  if (parsed.success) return { ok: true, value: parsed.output as Pack };
  return {
    ok: false,
    problems: parsed.issues.map((issue) => ({ path: placeOf(issue.path), message: issue.message })),
  };
}

function placeOf(path: readonly { key: unknown }[] | undefined): string {
  return (path ?? []).reduce<string>(
    (place, { key }) =>
      typeof key === 'number' ? `${place}[${key}]` : `${place}${place && '.'}${String(key)}`,
    '',
  );
}
