// What to do about one response, and why: the first thing people read.
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Advice } from '../../lib/annotate/annotation.ts';
import type { StatusAnswer } from '../../lib/annotate/lookup.ts';
import { responseReceivedAt } from '../../lib/http/exchange.ts';
import type { Finding } from '../../lib/retry/finding.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { say } from '../../lib/words/say.ts';
import { endSentence, joinSentences } from '../../lib/words/sentences.ts';
import { AdviceText } from '../common/AdviceText.tsx';
import { adviceEdge } from '../common/advice-look.ts';
import { Cautions } from '../common/Cautions.tsx';
import { type GapText, unseenEnd } from '../common/capture-text.ts';
import { formatClock, formatCountdown } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';
import { Sentence } from '../common/Sentence.tsx';
import { SourceLink } from '../common/SourceLink.tsx';
import { StageTag } from '../common/StageTag.tsx';
import { ScheduleChart } from '../schedule/ScheduleChart.tsx';
import type { DetailTab, ScheduleChoice } from './detail-state.ts';
import { findingTitle } from './row-text.ts';
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
        <section
          class="rs-card"
          aria-label={say('detail.tab.advice')}
          style={{ borderLeftColor: adviceEdge(advice) }}
        >
          <p class="rs-card-do">
            <AdviceText advice={advice} />
            <NotBefore advice={advice} now={now} receivedAt={responseReceivedAt(exchange)} />
          </p>
          <p>{joinSentences(endSentence(status.meaning), advice.explanation)}</p>
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

function UnseenCard({ text: { label, sentence } }: { readonly text: GapText }) {
  return (
    <section class="rs-card rs-card-unseen" aria-label={say('detail.unseen')}>
      <p class="rs-card-do">
        <Icon name="unknown" /> {label}
      </p>
      <p>{sentence}</p>
    </section>
  );
}

interface NotBeforeProps {
  readonly advice: Advice;
  readonly now: ReadonlySignal<number>;
  readonly receivedAt: number;
}

/** The instant and its countdown; the only part of the tab that follows the clock. */
function NotBefore({ advice: { notBefore, decision }, now, receivedAt }: NotBeforeProps) {
  if (notBefore === null) return null;
  // Where nothing is stated, the summary says "not before" itself.
  const word = decision === 'not-stated' ? 'detail.thatIs' : 'detail.notBefore';
  const left = notBefore - now.value;
  return (
    <>
      {' '}
      <Sentence
        word={word}
        values={{
          time: formatClock(notBefore, receivedAt),
          left: (
            <span class="rs-tag" role="timer">
              {left < -NOW_FOR ? say('detail.passed') : formatCountdown(left)}
            </span>
          ),
        }}
      />
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
      <b class={grave ? 'rs-bad' : ''}>{endSentence(findingTitle(id))}</b> {endSentence(message)}{' '}
      <span class="rs-tag">{say(`detail.severity.${severity}`)}</span>{' '}
      {onShowAttempts ? (
        <button type="button" class="rs-link" onClick={onShowAttempts}>
          {say('detail.showAttempts')}
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
      <h3 class="rs-heading">{say('detail.elsewhere')}</h3>
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
