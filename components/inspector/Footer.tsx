// The figures of the session, and what the tool knows that it missed.
import type { ReadonlySignal } from '@preact/signals';
import type { Figures, ProviderFigure } from '../../lib/stores/inspector-store.ts';
import { formatCount, formatShare } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';

interface FooterProps {
  readonly figures: ReadonlySignal<Figures>;
  readonly notices: ReadonlySignal<readonly string[]>;
  readonly captureNote: ReadonlySignal<string>;
}

/** Shows counts, each provider's success, violations; at the right the notices, else the capture note. */
export function Footer({ figures, notices, captureNote }: FooterProps) {
  const { responses, calls, violations, providers } = figures.value;
  const known = notices.value;
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
          <Success key={provider.name} figure={provider} />
        ))}
      </span>
      <span
        class="rs-footer-notes"
        role="status"
        title={[...known, captureNote.value].filter(Boolean).join('\n')}
      >
        {known.length > 0 ? (
          <>
            <Icon name="warning" /> {known.join(' · ')}
          </>
        ) : (
          captureNote
        )}
      </span>
    </footer>
  );
}

function Success({ figure: { name, calls, succeeded, target } }: { readonly figure: ProviderFigure }) {
  if (calls === 0) return null;
  const needed = target === null || target >= 1 ? 0 : callsToClaim(target);
  const unsure = succeeded === calls && calls < needed;
  const title = unsure
    ? `With no failure at all it takes ${formatCount(needed)} calls to claim the target with 95 % confidence`
    : `${formatCount(succeeded)} of ${formatCount(calls)} calls succeeded, retries counted`;
  return (
    <span title={title}>
      {name}: <b>{formatShare(succeeded / calls)}</b> of calls succeed
      {target === null ? '' : ` (target ${formatShare(target)}${unsure ? ': not enough calls yet' : ''})`}
    </span>
  );
}

/** Calls without a failure that show a success share of `target` with 95 % confidence: 29 956 for 0.9999. */
function callsToClaim(target: number): number {
  return Math.ceil(Math.log(0.05) / Math.log(target));
}
