// The form that asks for one site: a host or a host pattern.
import { useSignal } from '@preact/signals';
import { say } from '../../lib/words/say.ts';
import { Sentence } from '../common/Sentence.tsx';
import type { SettingsProps } from './settings-props.ts';

/** Shows the form, and beside the field what is wrong with what was typed. */
export function OneSite({ onGrantSite }: Pick<SettingsProps, 'onGrantSite'>) {
  const text = useSignal('');
  const problem = useSignal('');
  return (
    <div class="rs-way">
      <form
        aria-label={say('options.site.form')}
        onSubmit={(event) => {
          event.preventDefault();
          problem.value = onGrantSite(text.value);
          if (problem.value === '') text.value = '';
        }}
      >
        <label>
          {say('options.site.label')}
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
          {say('options.site.submit')}
        </button>
      </form>
      <p class="rs-bad" role="alert" id="rs-site-problem">
        {problem}
      </p>
      <p class="rs-quiet" id="rs-site-hint">
        <Sentence word="options.site.about" values={{ pattern: <code>**.example.com</code> }} />
      </p>
    </div>
  );
}
