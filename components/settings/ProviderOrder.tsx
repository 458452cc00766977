// The two buttons that move a provider in the list.
import { say } from '../../lib/words/say.ts';
import { Icon } from '../common/Icon.tsx';
import type { ProviderChoice } from './settings-props.ts';

interface ProviderOrderProps {
  readonly provider: ProviderChoice;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** −1 is up. */
  onMove(by: -1 | 1): void;
}

/** Shows Up and Down; at an end of the list one stays, without effect, so that the focus does too. */
export function ProviderOrder({ provider: { id, name }, isFirst, isLast, onMove }: ProviderOrderProps) {
  const button = (by: -1 | 1, isEnd: boolean) => (
    <button
      type="button"
      class={by < 0 ? 'rs-button rs-icon-only rs-up' : 'rs-button rs-icon-only'}
      data-move={`${id} ${by}`}
      aria-label={say(by < 0 ? 'options.providers.moveUp' : 'options.providers.moveDown', { name })}
      title={say(by < 0 ? 'options.providers.up' : 'options.providers.down')}
      aria-disabled={isEnd}
      onClick={() => {
        if (!isEnd) onMove(by);
      }}
    >
      <Icon name="expanded" />
    </button>
  );
  return (
    <div class="rs-provider-order">
      {button(-1, isFirst)}
      {button(1, isLast)}
    </div>
  );
}
