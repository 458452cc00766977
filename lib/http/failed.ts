// Which exchanges ended badly: the one answer for the list, the filter, the figures and the popup.
import type { Exchange } from './exchange.ts';
import { statusClass } from './status.ts';

/** True for an exchange that ended badly: an error status, or no response. */
export function hasFailed({ status, state }: Pick<Exchange, 'status' | 'state'>): boolean {
  const kind = statusClass(status);
  return state === 'failed' || kind === 'client' || kind === 'server' || kind === 'unknown';
}
