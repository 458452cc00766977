// The options page: whose host is whose, and where capture is allowed.
import '../common/theme.css';
import { Assignments } from './Assignments.tsx';
import { Grants } from './Grants.tsx';
import './settings.css';
import type { SettingsProps } from './settings-props.ts';

/** Shows providers, hosts of one's own, and granted sites. */
export function Settings(props: SettingsProps) {
  const { providers, problem, onGrant } = props;
  return (
    <main class="rs-settings">
      <h1>Retryscope settings</h1>
      <p class="rs-settings-problem" role="alert">
        {problem}
      </p>
      <section aria-labelledby="rs-providers">
        <h2 id="rs-providers">Providers</h2>
        <p class="rs-quiet">
          Responses of these hosts are explained by the provider's own document. Capture also sees them while
          DevTools is closed; nothing leaves this browser.
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">Provider</th>
              <th scope="col">Hosts</th>
              <th scope="col">
                <span class="rs-hidden">Capture</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {providers.map(({ id, name, title, hosts }) => (
              <tr key={id}>
                <th scope="row" title={title}>
                  {name}
                </th>
                <td class="rs-mono">
                  {hosts.map((host) => (
                    <div key={host}>{host}</div>
                  ))}
                </td>
                <td>
                  {hosts.length > 0 ? (
                    <button
                      type="button"
                      class="rs-button"
                      aria-label={`Capture this provider's hosts: ${name}`}
                      onClick={() => onGrant(id)}
                    >
                      Capture this provider's hosts
                    </button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Assignments {...props} />
      <Grants {...props} />
    </main>
  );
}
