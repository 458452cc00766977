// How the pages look.
import type { SettingsProps } from './settings-props.ts';

const themes = [
  ['', 'As DevTools, or the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

/** Shows the themes. */
export function Appearance({ theme, onTheme }: Pick<SettingsProps, 'theme' | 'onTheme'>) {
  return (
    <section aria-labelledby="rs-look">
      <h2 id="rs-look">Appearance</h2>
      <label>
        Theme
        <select
          value={theme.value}
          onChange={({ currentTarget }) => {
            const chosen = themes.find(([id]) => id === currentTarget.value);
            if (chosen) onTheme(chosen[0]);
          }}
        >
          {themes.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}
