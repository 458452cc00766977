// Why something is captured although it was just given back: another grant covers it, which can be given back too.
import type { HeldOrigin } from '../../lib/stores/site-access.ts';
import { say } from '../../lib/words/say.ts';

interface StillCapturedProps {
  /** What was given back: a host, a provider. */
  readonly name: string;
  /** The grants that cover it; nothing is shown when there are none. */
  readonly held: readonly HeldOrigin[];
  onRevoke(pattern: string): void;
}

/** Names each grant and offers to give it back. */
export function StillCaptured({ name, held, onRevoke }: StillCapturedProps) {
  return (
    <div role="status" class="rs-still">
      {held.map(({ pattern, text, isAllSites }) => (
        <p key={pattern}>
          {say(isAllSites ? 'options.still.all' : 'options.still.site', { name, sites: text })}{' '}
          <button type="button" class="rs-button" onClick={() => onRevoke(pattern)}>
            {say('options.still.giveBack', { sites: text })}
          </button>
        </p>
      ))}
    </div>
  );
}
