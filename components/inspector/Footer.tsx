// The figures of the session, and what the tool knows that it missed.
import type { ReadonlySignal } from '@preact/signals';
import type { Figures, ProviderFigure, SuccessShare, Verdict } from '../../lib/stores/inspector-store.ts';
import { say, type Values } from '../../lib/words/say.ts';
import { formatCount, formatShare } from '../common/format.ts';
import { Sentence } from '../common/Sentence.tsx';
import './footer.css';
import { Notices } from './Notices.tsx';

interface FooterProps {
  readonly figures: ReadonlySignal<Figures>;
  readonly notices: ReadonlySignal<readonly string[]>;
  readonly captureNote: ReadonlySignal<string>;
  /** What goes to a collector; '' where nothing does. */
  readonly pushNote?: ReadonlySignal<string> | undefined;
}

/** Shows counts, each provider's success, violations; at the right the notices, else the capture note. */
export function Footer({ figures, notices, captureNote, pushNote }: FooterProps) {
  const { responses, calls, violations, providers } = figures.value;
  return (
    <footer class="rs-footer">
      <span>
        <Counted word="foot.responses" n={responses} /> · <Counted word="foot.calls" n={calls} />
      </span>
      {violations > 0 ? (
        <span>
          <Counted word="foot.broke" n={violations} class="rs-bad" />
        </span>
      ) : null}
      <span class="rs-footer-success">
        {providers.map((provider) => (
          <Success key={provider.id} figure={provider} />
        ))}
      </span>
      {pushNote?.value ? (
        <span class="rs-footer-push" role="status">
          {pushNote}
        </span>
      ) : null}
      <Notices notices={notices} captureNote={captureNote} />
    </footer>
  );
}

interface CountedProps {
  readonly word: 'foot.responses' | 'foot.calls' | 'foot.broke';
  readonly n: number;
  readonly class?: string;
}

function Counted({ word, n, class: look }: CountedProps) {
  return <Sentence word={word} values={{ n, count: <b class={look}>{formatCount(n)}</b> }} />;
}

function Success({ figure }: { readonly figure: ProviderFigure }) {
  const { name, calls, attempts, target, verdict } = figure;
  if (calls.total === 0) return null;
  const share = <b>{formatShare(calls.succeeded / calls.total)}</b>;
  return (
    <span title={explainFigure(figure)}>
      {target === null || verdict === null ? (
        <Sentence word="foot.succeed" values={{ name, share }} />
      ) : (
        <Sentence
          word="foot.against"
          values={{
            name,
            share,
            attempts: formatShare(attempts.succeeded / attempts.total),
            target: formatShare(target),
            verdict: verdictText(verdict),
          }}
        />
      )}
    </span>
  );
}

function verdictText(verdict: Verdict): string {
  if (verdict.kind !== 'not-enough') return say(`foot.${verdict.kind}`);
  if (verdict.needed === null) return say('foot.never');
  return say('foot.needed', { count: formatCount(verdict.needed) });
}

/** The counts behind a figure, with what they prove, one sentence a line. */
function explainFigure({ calls, attempts, unknown, verdict }: ProviderFigure): string {
  const lines = [say('foot.afterRetries', shareValues(calls)), say('foot.single', shareValues(attempts))];
  if (unknown > 0) lines.push(say('foot.unknown', { count: formatCount(unknown) }));
  if (verdict?.kind === 'not-enough' && verdict.needed !== null) {
    lines.push(say('foot.claim', { count: formatCount(verdict.needed) }));
  }
  return lines.join('\n');
}

const shareValues = ({ succeeded, total, low, high }: SuccessShare): Values => ({
  succeeded: formatCount(succeeded),
  total: formatCount(total),
  low: formatShare(low),
  high: formatShare(high),
});
