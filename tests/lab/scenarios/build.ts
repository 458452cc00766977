// How scenarios are written down in one line each, and the hosts they are about.
import type { Player, Reply, Scenario } from '../scenario.ts';

/** The hosts that the lab plays. */
export const hosts = {
  memfault: 'api.memfault.com',
  chunks: 'chunks.memfault.com',
  oce: 'bss-intl.myhuaweicloud.com',
  dis: 'dis.cn-north-4.myhuaweicloud.com',
  ges: 'ges.ap-southeast-1.myhuaweicloud.com',
  ecs: 'ecs.cn-north-4.myhuaweicloud.com',
  nobody: '127.0.0.1',
} as const;

/** The fields of a reply besides status, body and latency. */
export type ReplyMore = Pick<Exclude<Reply, 'reset'>, 'retryAfter' | 'retryAfterIn' | 'headers'>;

/** A reply with a JSON body after `takes` ms. */
export function replyOf(status: number, body: unknown, takes: number, more: ReplyMore = {}): Reply {
  return { status, body, takes, ...more };
}

/**
 * A writer of scenarios for one host: name (its id is `<player>-<name>`), decision, `METHOD /path`, the reply
 * or the replies one after another, and what else there is.
 */
export function on(player: Player, host: string) {
  return (
    name: string,
    decision: Scenario['decision'],
    call: string,
    replies: Reply | readonly Reply[],
    more: Pick<Scenario, 'sends' | 'again'> = {},
  ): Scenario => {
    const [method = '', path = ''] = call.split(' ');
    const all = Array.isArray(replies) ? (replies as readonly Reply[]) : [replies as Reply];
    return { id: `${player}-${name}`, player, host, method, path, decision, replies: all, ...more };
  };
}
