// The sentences that a person should read before acting on an advice.
import type { Advice } from '../../lib/annotate/annotation.ts';
import { say } from '../../lib/words/say.ts';
import { Icon } from './Icon.tsx';
import { Sentence } from './Sentence.tsx';

interface CautionsProps {
  readonly advice: Advice;
  readonly provider: string;
}

/** Shows an advice's cautions, and whom to contact; nothing when there are none. */
export function Cautions({ advice, provider }: CautionsProps) {
  if (advice.cautions.length === 0 && !advice.escalate) return null;
  return (
    <ul class="rs-cautions">
      {advice.escalate ? (
        <li>
          <Icon name="contact" />
          <Sentence
            word="common.asAsked"
            values={{ contact: <b>{say('common.contact', { provider })}</b> }}
          />
        </li>
      ) : null}
      {advice.cautions.map((caution) => (
        <li key={caution}>
          <Icon name="warning" />
          {caution}
        </li>
      ))}
    </ul>
  );
}
