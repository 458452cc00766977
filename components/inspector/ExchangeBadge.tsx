// The badge of an exchange: its status, or that it is awaited, or that its end was never seen.
import type { Exchange } from '../../lib/http/exchange.ts';
import { say } from '../../lib/words/say.ts';
import { unseenEnd } from '../common/capture-text.ts';
import { StatusBadge } from '../common/StatusBadge.tsx';

/** Shows the code, `(failed)`, `…` while a response is awaited, `?` where none is awaited any more. */
export function ExchangeBadge({ exchange }: { readonly exchange: Exchange }) {
  if (exchange.status !== 0 || exchange.state !== 'pending') return <StatusBadge status={exchange.status} />;
  const unseen = unseenEnd(exchange);
  return (
    <span class="rs-status rs-group-redir" role="img" aria-label={unseen ? unseen.label : say('row.pending')}>
      {unseen ? '?' : '…'}
    </span>
  );
}
