// The providers: whose hosts are known, which of them are captured, and asking for them.
import type { Extent } from '../../lib/stores/settings-capture.ts';
import { StillCaptured } from './StillCaptured.tsx';
import type { SettingsProps } from './settings-props.ts';

type ProvidersProps = Pick<
  SettingsProps,
  'providers' | 'captured' | 'stillHeld' | 'onGrant' | 'onGiveBack' | 'onRevoke'
>;

const words: Readonly<Record<Extent, string>> = { all: 'Captured', some: 'In part', none: '' };

/** Shows each provider with its hosts, whether they are captured, and a button that changes it. */
export function Providers(props: ProvidersProps) {
  const { providers, captured, stillHeld, onGrant, onGiveBack, onRevoke } = props;
  return (
    <section aria-labelledby="rs-providers">
      <h2 id="rs-providers">Providers</h2>
      <p class="rs-quiet">
        Responses of these hosts are explained by the provider's own document. Capturing a provider shows the
        calls that captured sites make to it: the browser shows a call from one host to another only to an
        extension that holds both.
      </p>
      <table aria-label="Providers">
        <thead>
          <tr>
            <th scope="col">Provider</th>
            <th scope="col">Hosts</th>
            <th scope="col">Capture</th>
          </tr>
        </thead>
        <tbody>
          {providers.map(({ id, name, title, hosts }) => {
            const extent = captured.value[id] ?? 'none';
            return (
              <tr key={id}>
                <th scope="row" title={title}>
                  {name}
                </th>
                <td>
                  <div class="rs-mono rs-hosts">
                    {hosts.map((host) => (
                      <div key={host}>{host}</div>
                    ))}
                  </div>
                  <StillCaptured
                    name={name}
                    held={stillHeld.value?.name === name ? stillHeld.value.held : []}
                    onRevoke={onRevoke}
                  />
                </td>
                <td>
                  {hosts.length > 0 ? (
                    <div class="rs-provider-capture">
                      <span class={`rs-captured-${extent}`}>{words[extent]}</span>
                      <button
                        type="button"
                        class="rs-button"
                        aria-label={`${extent === 'all' ? 'Stop capturing' : 'Capture'} ${name}`}
                        onClick={() => (extent === 'all' ? onGiveBack(id) : onGrant(id))}
                      >
                        {extent === 'all' ? 'Stop' : 'Capture'}
                      </button>
                    </div>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
