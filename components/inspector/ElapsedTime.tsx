// How long an exchange took, for a cell.
import type { Exchange } from '../../lib/http/exchange.ts';
import { say } from '../../lib/words/say.ts';
import { unseenStart } from '../common/capture-text.ts';
import { formatElapsed } from '../common/format.ts';

/** Shows the duration, `?` where the start was not seen, nothing while there is no end. */
export function ElapsedTime({ exchange }: { readonly exchange: Exchange }) {
  const unseen = exchange.time < 0 ? undefined : unseenStart(exchange);
  if (!unseen) return <>{formatElapsed(exchange.time)}</>;
  return (
    <span class="rs-quiet" role="img" aria-label={say('row.unknown')}>
      ?
    </span>
  );
}
