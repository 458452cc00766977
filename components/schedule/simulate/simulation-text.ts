// What is said of a simulation in words: its premise, why someone is not in it, and how it stands to the target.
import { formatDuration } from '../../../lib/retry/duration.ts';
import type { PlanEnd } from '../../../lib/retry/simulation/plan.ts';
import type { Verdict } from '../../../lib/retry/success.ts';
import type { Abstainer } from '../../../lib/stores/simulation-candidates.ts';
import { isFleet, type SimulationSettings } from '../../../lib/stores/simulation-settings.ts';
import type { Outcome } from '../../../lib/stores/simulation-store.ts';
import { outages } from '../../../lib/timeline/schedule-plan.ts';
import { formatCount, formatShare } from '../../common/format.ts';

/** What is assumed, in a few sentences; `retryAfterSeconds` as it was sent with the failure, null where it was not. */
export function premise(settings: SimulationSettings, retryAfterSeconds: number | null): string {
  const header =
    retryAfterSeconds === null
      ? ''
      : ` Every failure asks to wait ${formatDuration(retryAfterSeconds)}, as this one does.`;
  return circumstances(settings) + header;
}

function circumstances(settings: SimulationSettings): string {
  const { outageSeconds, failure, meeting, capacity, clients } = settings;
  const many = formatCount(clients);
  if (outageSeconds === 0) {
    return `${many} calls begin at once; each request fails with a chance of ${formatShare(failure)}, whatever came before.`;
  }
  const long = outageLabel(outageSeconds);
  if (meeting === 'apart') {
    return `Each of ${many} calls begins with an outage of its own, ${long} on average, exponentially distributed.`;
  }
  const after =
    capacity === null
      ? 'Afterwards the server answers all.'
      : `Afterwards the server answers ${formatCount(capacity)} requests a second and refuses the rest.`;
  return `${many} clients call and fail together as an outage of ${long} begins. ${after}`;
}

/** An outage as the control for it says. */
export const outageLabel = (seconds: number): string =>
  outages.find((one) => one.seconds === seconds)?.label ?? `${seconds} s`;

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
      return `Not after ${status}`;
    case 'method':
      return `Not a ${method}`;
    case 'needs-header':
      return 'Only after Retry-After';
    case 'window':
      return 'Retry-After leads out of the window';
    case 'not-stated':
      return 'Says nothing of retries';
    default:
      return 'Not allowed as it is';
  }
}

/** Who meets the target, who misses it, and for whom there were too few calls to tell; '' before any result. */
export function targetText(outcomes: readonly Outcome[]): string {
  const target = outcomes.find(({ result }) => result)?.result?.target;
  if (target === undefined) return '';
  const names = (verdict: Verdict['kind']): string =>
    outcomes
      .filter(({ result }) => result?.verdict === verdict)
      .map(({ candidate }) => candidate.name)
      .join(', ');
  const parts = [
    ['met by', names('met')],
    ['missed by', names('missed')],
    ['too few calls to tell for', names('not-enough')],
  ].filter(([, who]) => who);
  return `Target, ${formatShare(target)} of calls: ${parts.map((part) => part.join(' ')).join('; ')}.`;
}

/** Why there is no load to draw, '' where there is. */
export function noLoadText(settings: SimulationSettings): string {
  return isFleet(settings)
    ? ''
    : 'Calls that each meet an outage of their own put no common load on a server. Let the outage hit all clients at once to see the load of a fleet.';
}
