// The quotas that a server tells its clients about: RateLimit of the IETF draft, its forerunners, X-RateLimit-*.
import { say } from '../words/say.ts';
import { parseHttpDate } from './http-date.ts';
import { firstLine, type HeaderProblem, type SentFields, wholeList } from './rate-limit-fields.ts';
import { nameResetUnit, type ResetUnit, resetUnit, secondsUntilReset } from './rate-limit-reset.ts';
import { type Quota, readQuotas, readStandings, type Standing } from './rate-limit-structured.ts';
import type { RetryAfterContext } from './retry-after.ts';

/** One quota, as far as the response tells. */
export interface RateLimit {
  /** Where it was read: `RateLimit`, `RateLimit-Policy`, or a family: `RateLimit-*`, `X-RateLimit-*`. */
  readonly field: string;
  /** The server's name for it, '' when it has none. */
  readonly name: string;
  /** Units per window; null, like all below, when not stated. */
  readonly limit: number | null;
  /** Units left. */
  readonly remaining: number | null;
  /** Seconds, from the receipt of the response, until more is available. */
  readonly resetSeconds: number | null;
  readonly windowSeconds: number | null;
  /** What is counted where that is not requests (`content-bytes`), else ''. */
  readonly unit: string;
  /** How a reset was taken whose unit nothing defines, else ''. */
  readonly assumed: '' | ResetUnit;
}

/** Three fields that belong together. */
interface Family {
  /** How a `RateLimit` names it. */
  readonly field: string;
  readonly limit: string;
  readonly remaining: string;
  readonly reset: string;
  /** Whether the draft defines it: whole numbers, and delta seconds until the reset. */
  readonly defined: boolean;
}

const familyOf = (prefix: string, defined: boolean): Family => ({
  field: `${prefix}-*`,
  limit: `${prefix}-Limit`,
  remaining: `${prefix}-Remaining`,
  reset: `${prefix}-Reset`,
  defined,
});
const olderDraft = familyOf('RateLimit', true);
const undefinedFamilies = [familyOf('X-RateLimit', false), familyOf('X-Rate-Limit', false)];

/** Every field that is read here. */
export const rateLimitNames: readonly string[] = [
  'RateLimit',
  'RateLimit-Policy',
  ...[olderDraft, ...undefinedFamilies].flatMap(({ limit, remaining, reset }) => [limit, remaining, reset]),
];

/**
 * Reads RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-11, and 07), RateLimit-Limit, -Remaining
 * and -Reset (drafts 00–06: delta seconds), and X-RateLimit-* and X-Rate-Limit-*, which nothing defines. Policies
 * join the quota of their name, or of their limit where quotas have none. What can't be read goes to `problems`.
 */
export function readRateLimits(
  sent: SentFields,
  context: RetryAfterContext,
  problems: HeaderProblem[],
): RateLimit[] {
  const current = wholeList('RateLimit', sent);
  const policy = wholeList('RateLimit-Policy', sent);
  const standings = current === undefined ? [] : readStandings(current, problems);
  const quotas = policy === undefined ? [] : readQuotas('RateLimit-Policy', policy, problems);
  const older = readFamily(olderDraft, sent, context, problems);
  return [
    ...join(
      [...standings.map((one) => ({ ...blank, ...one, field: 'RateLimit' })), ...older.standings],
      [...quotas.map((quota) => ({ ...blank, ...quota, field: 'RateLimit-Policy' })), ...older.quotas],
    ),
    ...undefinedFamilies.flatMap((family) => {
      const { standings: own, quotas: others } = readFamily(family, sent, context, problems);
      return join(own, others);
    }),
  ];
}

/** What each kind of entry leaves out, at its "not stated" value. */
const blank = {
  ...({ limit: null, remaining: null, resetSeconds: null } satisfies Omit<Standing, 'name'>),
  ...({ windowSeconds: null, unit: '' } satisfies Omit<Quota, 'name' | 'limit'>),
  assumed: '' as const,
};

/** Completes each standing by its quota; quotas that no standing speaks of follow. */
function join(standings: readonly RateLimit[], quotas: readonly RateLimit[]): RateLimit[] {
  const spokenOf = new Set<RateLimit>();
  const joined = standings.map((standing) => {
    const quota = quotas.find(
      ({ name, limit }) => name === standing.name && (name !== '' || limit === standing.limit),
    );
    if (!quota) return standing;
    spokenOf.add(quota);
    return {
      ...standing,
      limit: quota.limit,
      windowSeconds: standing.windowSeconds ?? quota.windowSeconds,
      unit: quota.unit,
    };
  });
  return [...joined, ...quotas.filter((quota) => !spokenOf.has(quota))];
}

/** The first quota in the limit is the one that the other two fields speak of. */
function readFamily(
  family: Family,
  sent: SentFields,
  context: RetryAfterContext,
  problems: HeaderProblem[],
): { standings: RateLimit[]; quotas: RateLimit[] } {
  const { field } = family;
  const limits = wholeList(family.limit, sent);
  const [own, ...others] = limits === undefined ? [] : readQuotas(family.limit, limits, problems);
  const remaining = readNumber(family.remaining, family, sent, problems);
  const reset = readReset(family, sent, context, problems);
  const quotas = others.map((quota) => ({ ...blank, ...quota, field }));
  if (!own && remaining === null && reset.resetSeconds === null) return { standings: [], quotas };
  return { standings: [{ ...blank, name: '', ...own, remaining, ...reset, field }], quotas };
}

function readReset(
  family: Family,
  sent: SentFields,
  { receivedAt, date }: RetryAfterContext,
  problems: HeaderProblem[],
): Pick<RateLimit, 'resetSeconds' | 'assumed'> {
  const field = family.reset;
  const value = readNumber(field, family, sent, problems);
  if (value === null) return { resetSeconds: null, assumed: '' };
  const unit = resetUnit(value, receivedAt);
  if (family.defined) {
    if (unit === 'delta seconds') return { resetSeconds: value, assumed: '' };
    const reason = say('http.not.seconds', { unit: nameResetUnit(unit) });
    problems.push({ field, raw: String(value), reason });
    return { resetSeconds: null, assumed: '' };
  }
  const serverNow = date === undefined ? null : parseHttpDate(date.trim(), receivedAt);
  return { resetSeconds: secondsUntilReset(value, unit, serverNow ?? receivedAt), assumed: unit };
}

/** The field's number, null when not sent or, reported, not readable. */
function readNumber(
  field: string,
  { defined }: Family,
  sent: SentFields,
  problems: HeaderProblem[],
): number | null {
  const raw = firstLine(field, sent, problems);
  if (raw === undefined) return null;
  if ((defined ? /^\d{1,15}$/ : /^\d{1,15}(?:\.\d{1,9})?$/).test(raw)) return Number(raw);
  const wanted = defined ? 'http.not.whole' : 'http.not.number';
  problems.push({ field, raw, reason: say(raw === '' ? 'http.not.given' : wanted) });
  return null;
}
