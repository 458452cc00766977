// The ways to retry one failure: the documented rule in each reading, the same with jitter, and common clients.
import { annotate } from '../annotate/annotate.ts';
import { carriesIdempotencyKey } from '../http/methods.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { clientPresets } from '../retry/presets/presets.ts';
import type { Jitter, JitterKind } from '../retry/simulation/jitter.ts';
import {
  type FailureSeen,
  type Plan,
  type PlanEnd,
  planOfPolicy,
  planOfPreset,
} from '../retry/simulation/plan.ts';
import type { Row } from '../session/row.ts';
import { say } from '../words/say.ts';

/** One way to retry. */
export interface Candidate {
  /** Stable over rows: `rule`, `rule+jitter`, `rule-2` for a second reading, or a preset's own. */
  readonly id: string;
  readonly name: string;
  /** Where its waits come from. */
  readonly source: string;
  /** What a person should know about it, one sentence each. */
  readonly notes: readonly string[];
  readonly plan: Plan;
}

/** Someone who would not send this request again, and why. */
export interface Abstainer {
  readonly name: string;
  readonly reason: PlanEnd;
}

/** All ways to retry one failure, the documented ones first. */
export interface Candidates {
  readonly candidates: readonly Candidate[];
  readonly without: readonly Abstainer[];
  /** What Retry-After asked for, and is taken to ask for with every failure; null where it did not. */
  readonly retryAfterSeconds: number | null;
}

/** How many are compared before a person picks, and those who come first. */
const FIRST = 5;
const preferred = ['rule', 'rule+jitter', 'rule-2', 'got', 'undici', 'aws-sdk'];

/** The ids of those to compare before a person picks. */
export function firstPicks(candidates: readonly Candidate[]): string[] {
  const ids = candidates.map(({ id }) => id);
  const rest = ids.filter((id) => !preferred.includes(id));
  return [...preferred.filter((id) => ids.includes(id)), ...rest].slice(0, FIRST);
}

/** Who would send the request of this row again and how, and who would not. */
export function candidatesFor(row: Row, catalogue: Catalogue, jitter: JitterKind): Candidates {
  const { exchange, annotation } = row;
  const { retryAfter } = annotation.advice;
  const failure: FailureSeen = {
    status: exchange.status,
    retryAfterSeconds:
      retryAfter.kind === 'seconds' || retryAfter.kind === 'date' ? retryAfter.seconds : undefined,
  };
  const request = { method: exchange.method, hasKey: carriesIdempotencyKey(exchange) };
  const rules = rulesFor(row, catalogue, failure);
  const presets = clientPresets.map((preset) => ({
    id: preset.id,
    name: preset.version ? `${preset.name} ${preset.version}` : preset.name,
    source: preset.source,
    notes: preset.notes ?? [],
    plan: planOfPreset(preset, { ...failure, ...request }),
  }));
  const retries = ({ plan }: Candidate): boolean => plan.waits.length > 0;
  const jittered = jitter === 'none' ? [] : rules.map((rule) => withJitter(rule, jitter));
  return {
    candidates: [...rules, ...jittered, ...presets].filter(retries),
    without: [...rules, ...presets]
      .filter((one) => !retries(one))
      .map(({ name, plan }) => ({ name, reason: plan.end })),
    retryAfterSeconds: failure.retryAfterSeconds ?? null,
  };
}

/** The documented rule followed literally, once for each reading. */
function rulesFor({ exchange, annotation }: Row, catalogue: Catalogue, failure: FailureSeen): Candidate[] {
  const { policy } = annotate(exchange, catalogue);
  const { source } = annotation;
  const provider = annotation.provider.name;
  const readings = policy.readings?.length ? policy.readings : [undefined];
  return readings.map((reading, index) => {
    const plan = planOfPolicy(policy, failure, reading?.id);
    return {
      id: index === 0 ? 'rule' : `rule-${index + 1}`,
      name: reading
        ? say('store.plan.reading', { provider, reading: reading.id })
        : say('store.plan.rule', { provider }),
      source: say('store.plan.source', { document: source.document, row: source.row }),
      notes: [
        ...(reading ? [say('store.plan.read', { reading: reading.id, label: reading.label })] : []),
        ...(plan.illustrated ? [say('store.plan.spread')] : []),
      ],
      plan,
    };
  });
}

function withJitter({ id, name, source, plan }: Candidate, kind: Exclude<JitterKind, 'none'>): Candidate {
  const jitter: Jitter = { kind };
  const called = say(`store.jitter.${kind}`);
  return {
    id: `${id}+jitter`,
    name: say('store.plan.jittered', { plan: name, jitter: called }),
    source,
    notes: kind === 'additive' ? [] : [say('store.plan.shorter', { jitter: called })],
    // Without a cap of its own a decorrelated wait may grow to the longest that the rule has.
    plan: {
      ...plan,
      jitter,
      capSeconds: kind === 'decorrelated' ? Math.max(...plan.waits) : plan.capSeconds,
    },
  };
}
