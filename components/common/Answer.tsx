// One provider's answer for one status: who, what it calls it, what to do and when, and on whose word.
import type { StatusAnswer } from '../../lib/annotate/lookup.ts';
import { formatDuration } from '../../lib/retry/duration.ts';
import { sayJoined } from '../../lib/words/joined.ts';
import { say } from '../../lib/words/say.ts';
import { AdviceText } from './AdviceText.tsx';
import { adviceIcon } from './advice-look.ts';
import { Cautions } from './Cautions.tsx';
import { Icon } from './Icon.tsx';
import { Sentence } from './Sentence.tsx';
import { SourceLink } from './SourceLink.tsx';
import { StageTag } from './StageTag.tsx';

/** As many instants as fit a line or two; a longer schedule is better said by its summary. */
const MOST_INSTANTS = 6;

interface AnswerProps {
  readonly answer: StatusAnswer;
  /** Who gives this answer, when not just the answer's own provider. */
  readonly names?: string;
  /** True to show explanation, cautions and source as well. */
  readonly expanded: boolean;
}

/** Shows an answer in three lines, and the rest of it when expanded. */
export function Answer({ answer, names = answer.provider.name, expanded }: AnswerProps) {
  const { advice } = answer;
  // The code is said each time: a name or a word finds rows of several codes.
  const said = [`${answer.code} ${answer.name}`, answer.meaning].filter(Boolean).join(' · ');
  const covered = advice.cautions.some((caution) => caution.includes(answer.condition));
  return (
    <div class="rs-answer">
      <b>{names}</b>
      <StageTag stage={advice.stage} />
      <div class="rs-quiet">{said}</div>
      {answer.condition && !(expanded && covered) ? (
        <div class="rs-quiet">{say('common.applies', { condition: answer.condition })}</div>
      ) : null}
      <div class="rs-answer-do">
        {advice.instants.length > 1 && advice.instants.length <= MOST_INSTANTS ? (
          <>
            <Icon name={adviceIcon(advice)} />{' '}
            <Sentence word="common.retryAt" values={{ times: <b>{timesOf(advice.instants)}</b> }} />
          </>
        ) : (
          <AdviceText advice={advice} />
        )}
      </div>
      {expanded ? (
        <div class="rs-answer-more">
          {advice.explanation ? <p>{advice.explanation}</p> : null}
          <Cautions advice={advice} provider={answer.provider.name} />
          <SourceLink source={answer.source} />
        </div>
      ) : null}
    </div>
  );
}

/** No line break inside a duration. */
const timesOf = (instants: readonly number[]): string =>
  sayJoined(
    'join.list',
    instants.map((seconds) => formatDuration(seconds).replaceAll(' ', '\u00a0')),
  );
