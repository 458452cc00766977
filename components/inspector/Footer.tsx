// The figures of the session, and what the tool knows that it missed.
import type { ReadonlySignal } from '@preact/signals';
import type { Figures, ProviderFigure, SuccessShare, Verdict } from '../../lib/stores/inspector-store.ts';
import { formatCount, formatShare } from '../common/format.ts';
import './footer.css';
import { Notices } from './Notices.tsx';

interface FooterProps {
  readonly figures: ReadonlySignal<Figures>;
  readonly notices: ReadonlySignal<readonly string[]>;
  readonly captureNote: ReadonlySignal<string>;
}

/** Shows counts, each provider's success, violations; at the right the notices, else the capture note. */
export function Footer({ figures, notices, captureNote }: FooterProps) {
  const { responses, calls, violations, providers } = figures.value;
  return (
    <footer class="rs-footer">
      <span>
        <b>{formatCount(responses)}</b> {responses === 1 ? 'response' : 'responses'} ·{' '}
        <b>{formatCount(calls)}</b> {calls === 1 ? 'call' : 'calls'}
      </span>
      {violations > 0 ? (
        <span>
          <b class="rs-bad">{formatCount(violations)}</b> {violations === 1 ? 'retry' : 'retries'} broke
          policy
        </span>
      ) : null}
      <span class="rs-footer-success">
        {providers.map((provider) => (
          <Success key={provider.id} figure={provider} />
        ))}
      </span>
      <Notices notices={notices} captureNote={captureNote} />
    </footer>
  );
}

function Success({ figure }: { readonly figure: ProviderFigure }) {
  const { name, calls, attempts, target, verdict } = figure;
  if (calls.total === 0) return null;
  const share = <b>{formatShare(calls.succeeded / calls.total)}</b>;
  return (
    <span title={explainFigure(figure)}>
      {target === null || verdict === null ? (
        <>
          {name}: {share} of calls succeed
        </>
      ) : (
        <>
          {name}: {share} of calls, {formatShare(attempts.succeeded / attempts.total)} of attempts (target{' '}
          {formatShare(target)}: {verdictText(verdict)})
        </>
      )}
    </span>
  );
}

function verdictText(verdict: Verdict): string {
  if (verdict.kind !== 'not-enough') return verdict.kind;
  if (verdict.needed === null) return 'no number of calls can show it';
  return `not enough calls yet: ${formatCount(verdict.needed)} more needed`;
}

/** The counts behind a figure, with what they prove, one sentence a line. */
function explainFigure({ calls, attempts, unknown, verdict }: ProviderFigure): string {
  const lines = [`Calls after retries: ${shareText(calls)}`, `Single attempts: ${shareText(attempts)}`];
  if (unknown > 0) {
    lines.push(`Not counted: ${formatCount(unknown)} whose end is not known (under way, stopped or cut off)`);
  }
  if (verdict?.kind === 'not-enough' && verdict.needed !== null) {
    const more = formatCount(verdict.needed);
    lines.push(`The target can be claimed with 95 % confidence after ${more} more calls without a failure`);
  }
  return lines.join('\n');
}

function shareText({ succeeded, total, low, high }: SuccessShare): string {
  const interval = `${formatShare(low)} to ${formatShare(high)} with 95 % confidence`;
  return `${formatCount(succeeded)} of ${formatCount(total)} succeeded, ${interval}`;
}
