// How a status code looks: its digits on the colour of its class, or that no response came.
import { statusGroup } from './advice-look.ts';

/** Shows a code, `(failed)` when there was no response, `…` while one is awaited. */
export function StatusBadge({
  status,
  pending = false,
}: {
  readonly status: number;
  readonly pending?: boolean;
}) {
  if (status !== 0) return <span class={`rs-status rs-group-${statusGroup(status)}`}>{status}</span>;
  if (pending)
    return (
      <span class="rs-status rs-group-redir" role="img" aria-label="pending">
        …
      </span>
    );
  return <span class="rs-status rs-status-failed rs-group-none">(failed)</span>;
}
