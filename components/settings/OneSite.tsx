// The form that asks for one site: a host or a host pattern.
import { useSignal } from '@preact/signals';
import type { SettingsProps } from './settings-props.ts';

/** Shows the form, and beside the field what is wrong with what was typed. */
export function OneSite({ onGrantSite }: Pick<SettingsProps, 'onGrantSite'>) {
  const text = useSignal('');
  const problem = useSignal('');
  return (
    <div class="rs-way">
      <form
        aria-label="Capture one site"
        onSubmit={(event) => {
          event.preventDefault();
          problem.value = onGrantSite(text.value);
          if (problem.value === '') text.value = '';
        }}
      >
        <label>
          Site
          <input
            class="rs-mono"
            placeholder="app.example.com"
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            aria-invalid={problem.value !== ''}
            aria-describedby="rs-site-problem rs-site-hint"
            value={text.value}
            onInput={({ currentTarget }) => {
              text.value = currentTarget.value;
              problem.value = '';
            }}
          />
        </label>
        <button type="submit" class="rs-button">
          Capture this site
        </button>
      </form>
      <p class="rs-bad" role="alert" id="rs-site-problem">
        {problem}
      </p>
      <p class="rs-quiet" id="rs-site-hint">
        One site, or <code>**.example.com</code> for all below it: its own responses. Its calls to a provider
        show once that provider is captured too.
      </p>
    </div>
  );
}
