// The outcome of a simulation as figures, one line for each way to retry.
import type { SimulationResult } from '../../../lib/retry/simulation/result.ts';
import { shareOf } from '../../../lib/retry/success.ts';
import type { Outcome } from '../../../lib/stores/simulation-store.ts';
import { say } from '../../../lib/words/say.ts';
import { formatCount, formatShare } from '../../common/format.ts';
import { Swatch } from './Swatch.tsx';
import { targetText } from './simulation-text.ts';

/** An outcome beside the place of its curve. */
export interface PlacedOutcome extends Outcome {
  readonly place: number;
}

interface ComparisonProps {
  readonly outcomes: readonly PlacedOutcome[];
  /** True where each call stands for itself, so that a share of them says something of all calls. */
  readonly judged: boolean;
}

/** Shows the table and, where it can be told, how everyone stands to the target. */
export function Comparison({ outcomes, judged }: ComparisonProps) {
  const hasLoad = outcomes.some(({ result }) => result?.load);
  return (
    <>
      <table class="rs-table rs-simulation" aria-label={say('sim.title')}>
        <thead>
          <tr>
            <th scope="col">{say('sim.who')}</th>
            <th scope="col">{say('sim.succeed')}</th>
            <th scope="col">{say('sim.perCall')}</th>
            <th scope="col">{say('sim.wasted')}</th>
            {hasLoad ? <th scope="col">{say('sim.peak')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {outcomes.map((outcome) => (
            <OutcomeRow key={outcome.candidate.id} outcome={outcome} hasLoad={hasLoad} />
          ))}
        </tbody>
      </table>
      {judged ? <p class="rs-quiet">{targetText(outcomes)}</p> : null}
    </>
  );
}

function OutcomeRow({ outcome, hasLoad }: { readonly outcome: PlacedOutcome; readonly hasLoad: boolean }) {
  const { candidate, result, place } = outcome;
  return (
    <tr>
      <th scope="row" title={candidate.source}>
        <span class="rs-named">
          <Swatch place={place} />
          <span>{candidate.name}</span>
        </span>
      </th>
      {result ? (
        <>
          <td title={result.load ? undefined : intervalText(result)}>
            {formatShare(result.logicalSuccess.share)}
          </td>
          <td>{result.amplification.share.toFixed(2)}</td>
          <td>{(result.wastedRetries / result.calls).toFixed(2)}</td>
          {hasLoad ? <td>{result.load ? formatCount(result.load.retryPeak.requests) : ''}</td> : null}
        </>
      ) : (
        <td colSpan={hasLoad ? 4 : 3} class="rs-quiet">
          {say('sim.notYet')}
        </td>
      )}
    </tr>
  );
}

function intervalText({ logicalSuccess, calls }: SimulationResult): string {
  const { low, high } = shareOf(Math.round(logicalSuccess.share * calls), calls);
  return say('sim.interval', { low: formatShare(low), high: formatShare(high) });
}
