// The calls that the lab can play: for each provider realistic paths and a reply of every kind of decision it has.
import type { Player, Scenario } from './scenario.ts';
import { hosts, on, replyOf } from './scenarios/build.ts';
import { huaweiScenarios } from './scenarios/huawei.ts';
import { memfaultScenarios } from './scenarios/memfault.ts';

/** A group of scenarios on the page: one provider and the hosts that speak for it. */
export interface PlayerInfo {
  readonly id: Player;
  readonly name: string;
  readonly hosts: readonly string[];
}

/** Who is played, in the order of the page. */
export const players: readonly PlayerInfo[] = [
  { id: 'memfault', name: 'Memfault', hosts: [hosts.memfault, hosts.chunks] },
  { id: 'huawei-oce', name: 'Huawei Cloud Customer Operation Capabilities', hosts: [hosts.oce] },
  { id: 'huawei-dis', name: 'Huawei Cloud Data Ingestion Service', hosts: [hosts.dis] },
  { id: 'huawei-ges', name: 'Huawei Cloud Graph Engine Service', hosts: [hosts.ges] },
  { id: 'huawei-cloud', name: 'Huawei Cloud, any other service', hosts: [hosts.ecs] },
  { id: 'nobody', name: 'A host that no provider documents', hosts: [hosts.nobody] },
];

const nobody = on('nobody', hosts.nobody);
const down = replyOf(503, { message: 'Back soon.' }, 20, { retryAfter: '7' });

/** Every scenario, in the order in which the whole of them is run. */
export const scenarios: readonly Scenario[] = [
  ...memfaultScenarios,
  ...huaweiScenarios,
  nobody('503', 'after-header', 'GET /api/items', down),
  nobody('200', 'not-applicable', 'GET /api/status', replyOf(200, { up: true }, 15)),
];
