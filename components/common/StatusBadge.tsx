// How a status code looks: its digits on the colour of its class, or that no response came.
import { say } from '../../lib/words/say.ts';
import { statusGroup } from './advice-look.ts';

/** Shows a code, `(failed)` when there was no response. */
export function StatusBadge({ status }: { readonly status: number }) {
  return status === 0 ? (
    <span class="rs-status rs-status-failed rs-group-none">{say('common.failed')}</span>
  ) : (
    <span class={`rs-status rs-group-${statusGroup(status)}`}>{status}</span>
  );
}
