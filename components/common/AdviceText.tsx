// An advice in one line: the picture of its decision and its words.
import type { Advice } from '../../lib/annotate/annotation.ts';
import { adviceIcon } from './advice-look.ts';
import { Icon } from './Icon.tsx';

/** Shows icon and summary; the decision is in the words, never in the colour alone. */
export function AdviceText({ advice }: { readonly advice: Advice }) {
  return (
    <>
      <Icon name={adviceIcon(advice)} /> {advice.summary}
    </>
  );
}
