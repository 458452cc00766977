// The sites that background capture may see: each can be taken back, one more or all can be asked for.
import type { HeldOrigin } from '../../lib/stores/site-access.ts';
import { sayJoined } from '../../lib/words/joined.ts';
import { say } from '../../lib/words/say.ts';
import { OneSite } from './OneSite.tsx';
import type { SettingsProps } from './settings-props.ts';

type GrantsProps = Pick<SettingsProps, 'grants' | 'providers' | 'onGrantSite' | 'onGrant' | 'onRevoke'>;

/** Shows the granted sites, and the ways to grant more. */
export function Grants({ grants, providers, onGrantSite, onGrant, onRevoke }: GrantsProps) {
  const all = grants.value.some(({ isAllSites }) => isAllSites);
  const nameOf = (purpose: string): string => {
    if (purpose === 'collector') return say('options.granted.collector');
    const [, subject = ''] = purpose.split(/:(.*)/s);
    return providers.find(({ id }) => `provider:${id}` === purpose)?.name ?? subject;
  };
  return (
    <section aria-labelledby="rs-granted">
      <h2 id="rs-granted">{say('options.granted.title')}</h2>
      <p class="rs-quiet">{say('options.granted.about')}</p>
      {grants.value.length > 0 ? (
        <table aria-label={say('options.granted.table')}>
          <tbody>
            {grants.value.map((grant) => (
              <tr key={grant.pattern}>
                <th scope="row" title={grant.pattern} class={grant.isAllSites ? '' : 'rs-mono'}>
                  {titleOf(grant)}
                </th>
                <td class="rs-quiet">{reasonOf(grant, nameOf)}</td>
                <td>
                  <button
                    type="button"
                    class="rs-button"
                    aria-label={say('options.granted.revokeSite', { site: grant.text })}
                    onClick={() => onRevoke(grant.pattern)}
                  >
                    {say('options.granted.revoke')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>
          <b>{say('options.granted.none')}</b>
        </p>
      )}
      <OneSite onGrantSite={onGrantSite} />
      {all ? null : (
        <div class="rs-way">
          <button type="button" class="rs-button" onClick={() => onGrant('all')}>
            {say('options.granted.captureAll')}
          </button>
          <p class="rs-quiet">{say('options.granted.aboutAll')}</p>
        </div>
      )}
    </section>
  );
}

const titleOf = ({ isAllSites, text }: HeldOrigin): string =>
  isAllSites ? text.replace(/^./, (letter) => letter.toUpperCase()) : text;

/** What it was granted for, where that is more than the pattern says itself. */
function reasonOf({ purposes, text }: HeldOrigin, nameOf: (purpose: string) => string): string {
  const names = purposes.map(nameOf).filter((name) => name !== '' && name !== text);
  return names.length > 0 ? say('options.granted.for', { names: sayJoined('join.list', names) }) : '';
}
