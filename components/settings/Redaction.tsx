// What is taken out of everything before it is stored, and the names that a person adds to that.
import { say } from '../../lib/words/say.ts';
import type { SettingsProps } from './settings-props.ts';

/** Shows what is always redacted, and a field for more names. */
export function Redaction({ redactedNames, onRedact }: Pick<SettingsProps, 'redactedNames' | 'onRedact'>) {
  return (
    <section aria-labelledby="rs-redaction">
      <h2 id="rs-redaction">{say('options.redaction.title')}</h2>
      <p class="rs-quiet">{say('options.redaction.about')}</p>
      <label>
        {say('options.redaction.names')}
        <textarea
          class="rs-mono"
          rows={3}
          spellcheck={false}
          placeholder="X-Tenant-Id"
          aria-describedby="rs-redaction-how"
          value={redactedNames.value.join('\n')}
          onChange={({ currentTarget }) => onRedact(currentTarget.value)}
        />
      </label>
      <p class="rs-quiet" id="rs-redaction-how">
        {say('options.redaction.how')}
      </p>
    </section>
  );
}
