// Which icon and which colour an advice has, so that it looks the same wherever it stands.
import type { Advice } from '../../lib/annotate/annotation.ts';
import type { Exchange } from '../../lib/http/exchange.ts';
import type { IconName } from './Icon.tsx';

/** The colour groups of the theme. */
export type Group = 'ok' | 'redir' | 'client' | 'server' | 'none';

/** The icon that stands for an advice; the words beside it say the same. */
export function adviceIcon({ decision, notBefore, retryAfter }: Advice): IconName {
  switch (decision) {
    case 'never':
      return 'never';
    case 'after-change':
      return 'change';
    case 'after-auth':
      return 'auth';
    case 'not-stated':
      return 'unknown';
    case 'not-applicable':
      return 'done';
    case 'after-header':
      return 'wait';
    default:
      return notBefore !== null && (retryAfter.kind === 'seconds' || retryAfter.kind === 'date')
        ? 'wait'
        : 'retry';
  }
}

/** The colour of a card's edge: red where a retry is ruled out, blue where it is allowed, amber in between. */
export function adviceEdge(advice: Advice): string {
  switch (adviceIcon(advice)) {
    case 'never':
      return 'var(--server)';
    case 'retry':
      return 'var(--accent)';
    case 'unknown':
      return 'var(--mute)';
    case 'done':
      return 'var(--ok)';
    default:
      return 'var(--client)';
  }
}

/** The colour group of a status code; 0 and anything outside 100–599 has one of its own. */
export function statusGroup(status: number): Group {
  if (status >= 500 && status < 600) return 'server';
  if (status >= 400 && status < 500) return 'client';
  if (status >= 300 && status < 400) return 'redir';
  return status >= 100 && status < 300 ? 'ok' : 'none';
}

/** True for a response that asks for nothing: an interim, successful or redirecting one without a rule to retry. */
export function isDone({ status, state }: Exchange, { decision }: Advice): boolean {
  return (
    state === 'complete' &&
    status >= 100 &&
    status < 400 &&
    (decision === 'never' || decision === 'not-applicable')
  );
}
