// What a scenario is: one realistic call to a provider, what the provider's document decides, what the lab replies.
import type { Decision } from '../../lib/retry/policy.ts';

/** Whom a scenario plays; `nobody` is a host that no provider documents. */
export type Player = 'huawei-oce' | 'memfault' | 'huawei-dis' | 'huawei-ges' | 'huawei-cloud' | 'nobody';

/** One reply; `reset` breaks the connection instead. */
export type Reply =
  | 'reset'
  | {
      readonly status: number;
      /** Sent as it is. */
      readonly retryAfter?: string;
      /** Seconds ahead: Retry-After is sent as an IMF date. */
      readonly retryAfterIn?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
      /** Latency in ms, so that a waterfall has something to show. */
      readonly takes?: number;
    };

/** One call and its replies. */
export interface Scenario {
  /** Short and stable: `memfault-529`. */
  readonly id: string;
  readonly player: Player;
  readonly host: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** JSON body the page sends with it. */
  readonly sends?: unknown;
  /** What the provider's row, or else the generic table, decides about the first reply. */
  readonly decision: Decision | 'transport';
  /** One after another; the last is repeated for ever. */
  readonly replies: readonly Reply[];
  /** The whole scenario calls it again, each time this many ms after the reply before. */
  readonly again?: readonly number[];
}

/** The scenario that a request asks for. Further query parameters do no harm; the longest query wins. */
export function findScenario(
  scenarios: readonly Scenario[],
  { host, method, url }: { host: string; method: string; url: URL },
): Scenario | undefined {
  let best: { scenario: Scenario; size: number } | undefined;
  for (const scenario of scenarios) {
    if (scenario.host !== host || scenario.method !== (method === 'HEAD' ? 'GET' : method)) continue;
    const [pathname, search = ''] = scenario.path.split('?');
    const wanted = [...new URLSearchParams(search)];
    if (pathname !== url.pathname || wanted.length < (best?.size ?? 0)) continue;
    if (wanted.every(([name, value]) => url.searchParams.getAll(name).includes(value))) {
      best = { scenario, size: wanted.length };
    }
  }
  return best?.scenario;
}

/** What a button says: `GET /api/v0/issues?page=2 → 529, Retry-After 30; then 200`. */
export function scenarioLabel({ method, path, replies }: Scenario): string {
  return `${method} ${path} → ${replies.map(replyLabel).join('; then ')}`;
}

function replyLabel(reply: Reply): string {
  if (reply === 'reset') return 'connection reset';
  if (reply.retryAfter !== undefined) return `${reply.status}, Retry-After ${reply.retryAfter}`;
  if (reply.retryAfterIn !== undefined)
    return `${reply.status}, Retry-After a date in ${reply.retryAfterIn} s`;
  return String(reply.status);
}
