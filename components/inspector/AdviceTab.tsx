// What to do about one response, and why: the first thing people read.
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Advice } from '../../lib/annotate/annotation.ts';
import type { StatusAnswer } from '../../lib/annotate/lookup.ts';
import { responseReceivedAt } from '../../lib/http/exchange.ts';
import type { Finding } from '../../lib/retry/finding.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { AdviceText } from '../common/AdviceText.tsx';
import { adviceEdge } from '../common/advice-look.ts';
import { Cautions } from '../common/Cautions.tsx';
import { type GapText, unseenEnd } from '../common/capture-text.ts';
import { formatClock, formatCountdown } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';
import { SourceLink } from '../common/SourceLink.tsx';
import { StageTag } from '../common/StageTag.tsx';
import { ScheduleChart } from '../schedule/ScheduleChart.tsx';
import type { DetailTab, ScheduleChoice } from './detail-state.ts';
import { findingTitles } from './row-text.ts';
import { sentAfter } from './sent-after.ts';

/** For so long after its instant an advice still says "now", ms; then the instant has passed. */
const NOW_FOR = 60_000;

interface AdviceTabProps {
  readonly row: Row;
  readonly attempts: readonly Row[];
  readonly answers: readonly StatusAnswer[];
  readonly now: ReadonlySignal<number>;
  readonly choice: ScheduleChoice;
  readonly tab: Signal<DetailTab>;
}

/** Shows advice, findings, the schedule, and how other providers treat the same failure. */
export function AdviceTab({ row, attempts, answers, now, choice, tab }: AdviceTabProps) {
  const { annotation, findings, exchange } = row;
  const { advice, status, provider, source } = annotation;
  const others = answers.filter((answer) => answer.provider.id !== provider.id);
  const unseen = unseenEnd(exchange);
  const nothingSeen = unseen !== undefined && exchange.status === 0;
  return (
    <>
      {unseen ? <UnseenCard text={unseen} /> : null}
      {nothingSeen ? null : (
        <section class="rs-card" aria-label="Advice" style={{ borderLeftColor: adviceEdge(advice) }}>
          <p class="rs-card-do">
            <AdviceText advice={advice} />
            <NotBefore advice={advice} now={now} receivedAt={responseReceivedAt(exchange)} />
          </p>
          <p>{[sentence(status.meaning), advice.explanation].filter(Boolean).join(' ')}</p>
          <Cautions advice={advice} provider={provider.name} />
          <p class="rs-card-source">
            <StageTag stage={advice.stage} /> <SourceLink source={source} />
          </p>
        </section>
      )}
      {findings.map((finding) => (
        <FindingCard
          key={finding.id + finding.message}
          finding={finding}
          onShowAttempts={
            attempts.length > 1
              ? () => {
                  tab.value = 'attempts';
                }
              : undefined
          }
        />
      ))}
      {nothingSeen ? null : (
        <ScheduleChart
          advice={advice}
          sent={sentAfter(row, attempts)}
          outage={choice.outage}
          reading={choice.reading}
          receivedAt={responseReceivedAt(exchange)}
          listed={false}
        />
      )}
      {others.length > 0 ? <Elsewhere answers={others} /> : null}
    </>
  );
}

function UnseenCard({ text: { label, sentence: said } }: { readonly text: GapText }) {
  return (
    <section class="rs-card rs-card-unseen" aria-label="What was not seen">
      <p class="rs-card-do">
        <Icon name="unknown" /> {label}
      </p>
      <p>{said}</p>
    </section>
  );
}

interface NotBeforeProps {
  readonly advice: Advice;
  readonly now: ReadonlySignal<number>;
  readonly receivedAt: number;
}

/** The instant and its countdown; the only part of the tab that follows the clock. */
function NotBefore({ advice: { notBefore, summary }, now, receivedAt }: NotBeforeProps) {
  if (notBefore === null) return null;
  const left = notBefore - now.value;
  return (
    <>
      {' '}
      — {summary.includes('not before') ? 'that is' : 'not before'} {formatClock(notBefore, receivedAt)}{' '}
      <span class="rs-tag" role="timer">
        {left < -NOW_FOR ? 'passed' : formatCountdown(left)}
      </span>
    </>
  );
}

interface FindingCardProps {
  readonly finding: Finding;
  readonly onShowAttempts: (() => void) | undefined;
}

function FindingCard({ finding: { id, severity, message }, onShowAttempts }: FindingCardProps) {
  const grave = severity === 'violation' || severity === 'departure';
  return (
    <div class={grave ? 'rs-card rs-card-bad' : 'rs-card rs-card-note'}>
      <b class={grave ? 'rs-bad' : ''}>{findingTitles[id]}.</b> {sentence(message)}{' '}
      <span class="rs-tag">{severity}</span>{' '}
      {onShowAttempts ? (
        <button type="button" class="rs-link" onClick={onShowAttempts}>
          Show attempts
        </button>
      ) : null}
    </div>
  );
}

function Elsewhere({ answers }: { readonly answers: readonly StatusAnswer[] }) {
  // Those who do not know the code have nothing to say here; the tab Compare lists them too.
  const known = answers.filter(({ advice }) => advice.stage !== 'class');
  if (known.length === 0) return null;
  return (
    <section>
      <h3 class="rs-heading">The same failure elsewhere</h3>
      <table class="rs-table rs-table-elsewhere">
        <tbody>
          {known.map((answer) => (
            <tr key={answer.provider.id}>
              <th scope="row">
                {answer.provider.name} · {answer.code}
              </th>
              <td title={answer.advice.summary}>
                <AdviceText advice={answer.advice} />
              </td>
              <td class="rs-quiet">
                <StageTag stage={answer.advice.stage} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** With a final full stop. */
function sentence(text: string): string {
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}
