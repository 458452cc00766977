// The same status at every provider, one under the other.
import type { StatusAnswer } from '../../lib/annotate/lookup.ts';
import { Answer } from '../common/Answer.tsx';

interface CompareTabProps {
  readonly answers: readonly StatusAnswer[];
  /** Id of the provider that answered this response. */
  readonly own: string;
}

/** Shows each provider's answer in full, this response's own marked. */
export function CompareTab({ answers, own }: CompareTabProps) {
  return (
    <ul class="rs-compare" aria-label="Answers">
      {answers.map((answer) => (
        <li key={answer.provider.id} class={answer.provider.id === own ? 'rs-current' : ''}>
          <Answer
            answer={answer}
            names={
              answer.provider.id === own ? `${answer.provider.name} (this response)` : answer.provider.name
            }
            expanded
          />
        </li>
      ))}
    </ul>
  );
}
