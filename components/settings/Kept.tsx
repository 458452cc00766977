// How much the session log keeps.
import { defaultRetention, retentionChoices } from '../../lib/session/retention.ts';
import { formatCount } from '../common/format.ts';
import type { SettingsProps } from './settings-props.ts';

/** Shows what is kept, as two choices. */
export function Kept({ retention, onRetain }: Pick<SettingsProps, 'retention' | 'onRetain'>) {
  const { exchanges, bytes } = retention.value;
  return (
    <section aria-labelledby="rs-kept">
      <h2 id="rs-kept">What is kept</h2>
      <p class="rs-quiet">
        A session is kept on this computer, without its credentials, until the browser is closed. When it is
        larger than this, the oldest responses are dropped and the panel says how many.
      </p>
      <div class="rs-fields">
        <label>
          Responses
          <select
            value={String(exchanges)}
            onChange={({ currentTarget }) => onRetain({ bytes, exchanges: Number(currentTarget.value) })}
          >
            {retentionChoices.exchanges.map((count) => (
              <option key={count} value={count}>
                {formatCount(count)}
                {count === defaultRetention.exchanges ? ' (usual)' : ''}
              </option>
            ))}
          </select>
        </label>
        <label>
          Size
          <select
            value={String(bytes)}
            onChange={({ currentTarget }) => onRetain({ exchanges, bytes: Number(currentTarget.value) })}
          >
            {retentionChoices.bytes.map((size) => (
              <option key={size} value={size}>
                {formatCount(size / 1e6)} MB{size === defaultRetention.bytes ? ' (usual)' : ''}
              </option>
            ))}
          </select>
        </label>
      </div>
    </section>
  );
}
