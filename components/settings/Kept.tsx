// How much the session log keeps.
import { defaultRetention, retentionChoices } from '../../lib/session/retention.ts';
import { say } from '../../lib/words/say.ts';
import { formatCount } from '../common/format.ts';
import type { SettingsProps } from './settings-props.ts';

/** Shows what is kept, as two choices. */
export function Kept({ retention, onRetain }: Pick<SettingsProps, 'retention' | 'onRetain'>) {
  const { exchanges, bytes } = retention.value;
  return (
    <section aria-labelledby="rs-kept">
      <h2 id="rs-kept">{say('options.kept.title')}</h2>
      <p class="rs-quiet">{say('options.kept.about')}</p>
      <div class="rs-fields">
        <label>
          {say('options.kept.responses')}
          <select
            value={String(exchanges)}
            onChange={({ currentTarget }) => onRetain({ bytes, exchanges: Number(currentTarget.value) })}
          >
            {retentionChoices.exchanges.map((count) => (
              <option key={count} value={count}>
                {labelOf(formatCount(count), count === defaultRetention.exchanges)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('options.kept.size')}
          <select
            value={String(bytes)}
            onChange={({ currentTarget }) => onRetain({ exchanges, bytes: Number(currentTarget.value) })}
          >
            {retentionChoices.bytes.map((size) => (
              <option key={size} value={size}>
                {labelOf(`${formatCount(size / 1e6)} MB`, size === defaultRetention.bytes)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </section>
  );
}

const labelOf = (value: string, isUsual: boolean): string =>
  isUsual ? say('options.kept.usual', { value }) : value;
