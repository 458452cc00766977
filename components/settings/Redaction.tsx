// What is taken out of everything before it is stored, and the names that a person adds to that.
import type { SettingsProps } from './settings-props.ts';

/** Shows what is always redacted, and a field for more names. */
export function Redaction({ redactedNames, onRedact }: Pick<SettingsProps, 'redactedNames' | 'onRedact'>) {
  return (
    <section aria-labelledby="rs-redaction">
      <h2 id="rs-redaction">Redaction</h2>
      <p class="rs-quiet">
        Tokens, keys, passwords, cookies and signatures are taken out of headers, addresses and error bodies
        before anything is stored, and their values wherever else they stand. That can't be switched off.
      </p>
      <label>
        Names to redact as well
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
        Of headers, parameters, cookies and members of JSON, one a line; letter case and separators don't
        count. Headers that say when to retry stay readable. What is stored already stays as it is.
      </p>
    </section>
  );
}
