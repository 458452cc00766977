// The same status at every provider, one under the other.
import type { StatusAnswer } from '../../lib/annotate/lookup.ts';
import { say } from '../../lib/words/say.ts';
import { Answer } from '../common/Answer.tsx';

interface CompareTabProps {
  readonly answers: readonly StatusAnswer[];
  /** Id of the provider that answered this response. */
  readonly own: string;
}

/** Shows each provider's answer in full, this response's own marked. */
export function CompareTab({ answers, own }: CompareTabProps) {
  return (
    <ul class="rs-compare" aria-label={say('detail.answers')}>
      {answers.map((answer) => {
        const { id, name } = answer.provider;
        return (
          <li key={id} class={id === own ? 'rs-current' : ''}>
            <Answer
              answer={answer}
              names={id === own ? say('detail.ownAnswer', { provider: name }) : name}
              expanded
            />
          </li>
        );
      })}
    </ul>
  );
}
