// What each stage is called, and what it means for how far an advice can be relied on.
import type { Stage } from '../../lib/retry/policy.ts';

const stages: Readonly<Record<Stage, readonly [label: string, meaning: string]>> = {
  stated: ['Stated', "The row's own retry text says so."],
  section: ['Section', 'A rule that the page states for a class or group of codes.'],
  described: ['Described', "Read out of the row's description; there is no retry text."],
  generic: ['Generic', 'The provider does not say: this is what the RFCs and the IANA registry say.'],
  class: ['Class', 'Unknown to IANA too: treated as the x00 of its class (RFC 9110 §15).'],
  transport: ['No response', 'There was no response: the browser reported a network error.'],
};

/** Shows where an advice comes from; the title explains the word. */
export function StageTag({ stage }: { readonly stage: Stage }) {
  const [label, meaning] = stages[stage];
  return (
    <span class="rs-tag" title={meaning}>
      {label}
    </span>
  );
}
