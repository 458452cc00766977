// The sites that background capture may see, each of which can be taken back.
import type { SettingsProps } from './settings-props.ts';

/** What stands for every site, as a host pattern. */
const ALL_SITES = '*';

type GrantsProps = Pick<SettingsProps, 'grants' | 'onGrant' | 'onRevoke'>;

/** Shows the granted sites, and the choice to allow all. */
export function Grants({ grants, onGrant, onRevoke }: GrantsProps) {
  return (
    <section aria-labelledby="rs-granted">
      <h2 id="rs-granted">Sites captured in the background</h2>
      <p class="rs-quiet">
        Without a grant only an open DevTools panel sees responses. A grant lets the browser report a site's
        requests to Retryscope; revoking it stops that at once.
      </p>
      {grants.value.length > 0 ? (
        <table aria-label="Granted sites">
          <tbody>
            {grants.value.map((pattern) => (
              <tr key={pattern}>
                <th scope="row" class="rs-mono">
                  {pattern}
                </th>
                <td>
                  <button
                    type="button"
                    class="rs-button"
                    aria-label={`Revoke ${pattern}`}
                    onClick={() => onRevoke(pattern)}
                  >
                    Revoke
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>No site is captured.</p>
      )}
      <button type="button" class="rs-button" onClick={() => onGrant(ALL_SITES)}>
        Capture all sites
      </button>
      <p class="rs-quiet">
        All sites: responses of every page are explained, by the RFCs where no provider is known.
      </p>
    </section>
  );
}
