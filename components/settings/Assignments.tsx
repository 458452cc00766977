// Hosts that a person assigns to a provider: a proxy, a private region, a test double.
import { useSignal } from '@preact/signals';
import { say } from '../../lib/words/say.ts';
import { Sentence } from '../common/Sentence.tsx';
import type { SettingsProps } from './settings-props.ts';

type AssignmentsProps = Pick<
  SettingsProps,
  'assignments' | 'providers' | 'generic' | 'list' | 'onAssign' | 'onUnassign'
>;

/** Shows the assignments and a form for one more. */
export function Assignments(props: AssignmentsProps) {
  const { assignments, providers, generic, list, onAssign, onUnassign } = props;
  const pattern = useSignal('');
  const provider = useSignal(providers[0]?.id ?? '');
  const choices = [
    ...providers,
    { id: generic.id, name: say('options.own.noProvider', { name: generic.name }) },
  ];
  const nameOf = (id: string) => {
    const name = choices.find((one) => one.id === id)?.name ?? id;
    const isOff = list.places.value.some((place) => place.id === id && !place.used);
    return isOff ? say('options.own.unused', { name }) : name;
  };
  return (
    <section aria-labelledby="rs-own">
      <h2 id="rs-own">{say('options.own.title')}</h2>
      <p class="rs-quiet">
        <Sentence
          word="options.own.about"
          values={{ one: <code>*</code>, more: <code>**</code>, example: <code>**.example.net</code> }}
        />
      </p>
      {assignments.value.length > 0 ? (
        <table aria-label={say('options.own.table')}>
          <tbody>
            {assignments.value.map((one) => (
              <tr key={one.pattern}>
                <th scope="row" class="rs-mono">
                  {one.pattern}
                </th>
                <td>{nameOf(one.provider)}</td>
                <td>
                  <button
                    type="button"
                    class="rs-button"
                    aria-label={say('options.own.removeOne', { pattern: one.pattern })}
                    onClick={() => onUnassign(one.pattern)}
                  >
                    {say('options.own.remove')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const text = pattern.value.trim();
          if (!text || !provider.value) return;
          onAssign(text, provider.value);
          pattern.value = '';
        }}
      >
        <label>
          {say('options.own.pattern')}
          <input
            class="rs-mono"
            placeholder="api.staging.example.net"
            spellcheck={false}
            autocomplete="off"
            value={pattern.value}
            onInput={({ currentTarget }) => {
              pattern.value = currentTarget.value;
            }}
          />
        </label>
        <label>
          {say('options.own.provider')}
          <select
            value={provider.value}
            onChange={({ currentTarget }) => {
              provider.value = currentTarget.value;
            }}
          >
            {choices.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="rs-button">
          {say('options.own.assign')}
        </button>
      </form>
    </section>
  );
}
