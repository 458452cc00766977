// Hosts that a person assigns to a provider: a proxy, a private region, a test double.
import { useSignal } from '@preact/signals';
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
  const choices = [...providers, { id: generic.id, name: `No provider (${generic.name})` }];
  const nameOf = (id: string) => {
    const name = choices.find((one) => one.id === id)?.name ?? id;
    const isOff = list.places.value.some((place) => place.id === id && !place.used);
    return isOff ? `${name} (not used, so without effect)` : name;
  };
  return (
    <section aria-labelledby="rs-own">
      <h2 id="rs-own">Hosts of my own</h2>
      <p class="rs-quiet">
        A host assigned here counts as that provider's, whatever the packs say. <code>*</code> stands for one
        label, a leading <code>**</code> for one or more: <code>**.example.net</code>. The menu of any
        response in the panel assigns its host too.
      </p>
      {assignments.value.length > 0 ? (
        <table aria-label="Assigned hosts">
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
                    aria-label={`Remove ${one.pattern}`}
                    onClick={() => onUnassign(one.pattern)}
                  >
                    Remove
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
          Host pattern
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
          Provider
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
          Assign
        </button>
      </form>
    </section>
  );
}
