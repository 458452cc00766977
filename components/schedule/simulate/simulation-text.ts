// What is said of a simulation in words: its premise, why someone is not in it, and how it stands to the target.
import { formatDuration } from '../../../lib/retry/duration.ts';
import type { PlanEnd } from '../../../lib/retry/simulation/plan.ts';
import type { Verdict } from '../../../lib/retry/success.ts';
import type { Abstainer } from '../../../lib/stores/simulation-candidates.ts';
import { isFleet, type SimulationSettings } from '../../../lib/stores/simulation-settings.ts';
import type { Outcome } from '../../../lib/stores/simulation-store.ts';
import { outages } from '../../../lib/timeline/schedule-plan.ts';
import { sayJoined } from '../../../lib/words/joined.ts';
import { say, type Word } from '../../../lib/words/say.ts';
import { formatCount, formatShare } from '../../common/format.ts';

/** What is assumed, in a few sentences; `retryAfterSeconds` as it was sent with the failure, null where it was not. */
export function premise(settings: SimulationSettings, retryAfterSeconds: number | null): string {
  const said = circumstances(settings);
  return retryAfterSeconds === null
    ? said
    : say('sim.premise.asksToWait', { premise: said, time: formatDuration(retryAfterSeconds) });
}

function circumstances(settings: SimulationSettings): string {
  const { outageSeconds, failure, meeting, capacity } = settings;
  const clients = formatCount(settings.clients);
  if (outageSeconds === 0) return say('sim.premise.chance', { calls: clients, share: formatShare(failure) });
  const time = outageLabel(outageSeconds);
  if (meeting === 'apart') return say('sim.premise.apart', { calls: clients, time });
  if (capacity === null) return say('sim.premise.together', { clients, time });
  return say('sim.premise.limited', { clients, time, rate: formatCount(capacity) });
}

/** An outage as the control for it says. */
export const outageLabel = (seconds: number): string =>
  outages.find((one) => one.seconds === seconds)?.label ?? formatDuration(seconds);

/** Those who would not send the request again, by the reason why. */
export function byReason(
  without: readonly Abstainer[],
  status: number,
  method: string,
): [reason: string, names: string[]][] {
  const groups = new Map<string, string[]>();
  for (const { name, reason } of without) {
    const text = reasonText(reason, status, method);
    groups.set(text, [...(groups.get(text) ?? []), name]);
  }
  return [...groups];
}

function reasonText(reason: PlanEnd, status: number, method: string): string {
  switch (reason) {
    case 'status':
      return say('sim.reason.status', { status });
    case 'method':
      return say('sim.reason.method', { method });
    case 'needs-header':
      return say('sim.reason.header');
    case 'window':
      return say('sim.reason.window');
    case 'not-stated':
      return say('sim.reason.silent');
    default:
      return say('sim.reason.other');
  }
}

/** Who meets the target, who misses it, and for whom there were too few calls to tell; '' before any result. */
export function targetText(outcomes: readonly Outcome[]): string {
  const target = outcomes.find(({ result }) => result)?.result?.target;
  if (target === undefined) return '';
  const part = (verdict: Verdict['kind'], word: Word): string[] => {
    const names = outcomes
      .filter(({ result }) => result?.verdict === verdict)
      .map(({ candidate }) => candidate.name);
    return names.length > 0 ? [say(word, { names: sayJoined('join.list', names) })] : [];
  };
  const verdicts = sayJoined('join.semicolon', [
    ...part('met', 'sim.target.met'),
    ...part('missed', 'sim.target.missed'),
    ...part('not-enough', 'sim.target.unclear'),
  ]);
  return say('sim.target.all', { share: formatShare(target), verdicts });
}

/** Why there is no load to draw, '' where there is. */
export function noLoadText(settings: SimulationSettings): string {
  return isFleet(settings) ? '' : say('sim.noLoad');
}
