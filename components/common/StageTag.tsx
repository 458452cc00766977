// What each stage is called, and what it means for how far an advice can be relied on.
import type { Stage } from '../../lib/retry/policy.ts';
import { say } from '../../lib/words/say.ts';

/** Shows where an advice comes from; the title explains the word. */
export function StageTag({ stage }: { readonly stage: Stage }) {
  return (
    <span class="rs-tag" title={say(`stage.${stage}.meaning`)}>
      {say(`stage.${stage}.label`)}
    </span>
  );
}
