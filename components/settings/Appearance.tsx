// How the pages look.
import { say } from '../../lib/words/say.ts';
import type { SettingsProps } from './settings-props.ts';

const themes = [
  ['', 'system'],
  ['light', 'light'],
  ['dark', 'dark'],
] as const;

/** Shows the themes. */
export function Appearance({ theme, onTheme }: Pick<SettingsProps, 'theme' | 'onTheme'>) {
  return (
    <section aria-labelledby="rs-look">
      <h2 id="rs-look">{say('options.look.title')}</h2>
      <label>
        {say('options.look.theme')}
        <select
          value={theme.value}
          onChange={({ currentTarget }) => {
            const chosen = themes.find(([id]) => id === currentTarget.value);
            if (chosen) onTheme(chosen[0]);
          }}
        >
          {themes.map(([id, name]) => (
            <option key={id} value={id}>
              {say(`options.look.${name}`)}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}
