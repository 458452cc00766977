// What a simulation came to, as a table for a person and as JSON for a program.
import { formatDuration } from '../lib/retry/duration.ts';
import type { PlanEnd } from '../lib/retry/simulation/plan.ts';
import type { SimulationResult } from '../lib/retry/simulation/result.ts';
import type { Row } from '../lib/session/row.ts';
import type { Abstainer, Candidate } from '../lib/stores/simulation-candidates.ts';
import { isFleet, type SimulationSettings } from '../lib/stores/simulation-settings.ts';
import { count } from './wording.ts';

/** All that was simulated of one failure. */
export interface Simulated {
  readonly row: Row;
  readonly settings: SimulationSettings;
  /** Share of calls that are meant to be answered. */
  readonly target: number;
  readonly outcomes: readonly { readonly candidate: Candidate; readonly result: SimulationResult }[];
  readonly without: readonly Abstainer[];
}

/** Plain data; seconds throughout, shares from 0 to 1. */
export function simulationJson({ row, settings, target, outcomes, without }: Simulated) {
  const { annotation, exchange } = row;
  return {
    provider: annotation.provider.id,
    status: annotation.status,
    method: exchange.method,
    advice: { summary: annotation.advice.summary, stage: annotation.advice.stage },
    settings,
    target,
    results: outcomes.map(({ candidate: { id, name, source, notes, plan }, result }) => ({
      id,
      name,
      source,
      notes,
      waits: plan.waits,
      windowSeconds: plan.windowSeconds,
      jitter: plan.jitter,
      ...result,
      attemptsDistribution: [...result.attemptsDistribution],
      successByTime: {
        seconds: [...result.successByTime.seconds],
        share: [...result.successByTime.share],
      },
      load: result.load && {
        ...result.load,
        seconds: [...result.load.seconds],
        attempts: [...result.load.attempts],
        succeeded: [...result.load.succeeded],
        retries: [...result.load.retries],
      },
    })),
    without,
  };
}

const reasons: Readonly<Record<PlanEnd, string>> = {
  never: 'the rule says not to',
  'needs-header': 'only with a Retry-After, and none is sent',
  'not-stated': 'the rule says nothing of retries',
  'max-retries': 'it has no retry left',
  window: 'no retry fits the window',
  'one-known': 'only one wait is known',
  status: 'they do not retry this status',
  method: 'they do not retry this method',
};

const headings = ['way to retry', 'success', 'attempts a call', 'median back', '95 % back', 'peak load'];

/** A heading, a table and what is to be known about it. */
export function simulationText(simulated: Simulated): string {
  const { row, settings, target, outcomes, without } = simulated;
  const { provider, status, advice } = row.annotation;
  const lines = [
    `${provider.name}  ${status.code} ${status.name}: ${advice.summary} [${advice.stage}]`,
    circumstances(settings),
    '',
  ];
  if (outcomes.length > 0) {
    lines.push(
      ...table([headings, ...outcomes.map(({ candidate, result }) => cells(candidate, result))]),
      '',
    );
    lines.push(
      `Success is of the calls in the end, with its standard error; the target is ${percent(target)}.`,
    );
    if (outcomes.some(({ result }) => result.recovery)) {
      lines.push(
        'Back: from the end of the outage until half, or 95 %, of the calls that failed had succeeded.',
      );
    }
  }
  for (const { candidate } of outcomes)
    for (const note of candidate.notes) lines.push(`${candidate.name}: ${note}`);
  for (const reason of new Set(without.map((one) => one.reason))) {
    const names = without.filter((one) => one.reason === reason).map(({ name }) => name);
    lines.push(`Not sent again by ${names.join(', ')}: ${reasons[reason]}.`);
  }
  return `${lines.join('\n')}\n`;
}

function circumstances(settings: SimulationSettings): string {
  const { outageSeconds, capacity, clients, failure, budget, seed } = settings;
  const who = count(clients, 'client');
  const parts =
    isFleet(settings) && outageSeconds > 0
      ? [`${who} in an outage of ${formatDuration(outageSeconds)}`]
      : [who];
  if (outageSeconds === 0) parts.push(`each request failing with a chance of ${percent(failure)}`);
  else
    parts.push(
      capacity === null
        ? 'then all are answered'
        : `then ${count(capacity, 'request')} a second are answered`,
    );
  if (budget !== 'none') parts.push(`retry budget ${budget}`);
  return [...parts, `seed ${seed}`].join(', ');
}

function cells(
  { name }: Candidate,
  { logicalSuccess, amplification, recovery, load }: SimulationResult,
): string[] {
  const error = logicalSuccess.standardError;
  return [
    name,
    `${percent(logicalSuccess.share)}${error > 0 ? ` ± ${percent(error)}` : ''}`,
    amplification.share.toFixed(2),
    recovery ? formatDuration(recovery.median) : '–',
    recovery ? formatDuration(recovery.p95) : '–',
    load ? `${load.peak.requests}/s` : '–',
  ];
}

/** Columns as wide as they must be, figures to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - [...cell].length);
        return column === 0 ? cell + gap : gap + cell;
      })
      .join('   ')
      .trimEnd(),
  );
}

/** Enough digits that 99.99 % is not 100 %. */
function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
