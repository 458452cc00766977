// The packs that ship with Retryscope, in the order in which answers are listed.
import type { Pack } from './pack.ts';
import generic from './packs/generic.json' with { type: 'json' };
import huaweiCloud from './packs/huawei-cloud.json' with { type: 'json' };
import huaweiDis from './packs/huawei-dis.json' with { type: 'json' };
import huaweiGes from './packs/huawei-ges.json' with { type: 'json' };
import huaweiOce from './packs/huawei-oce.json' with { type: 'json' };
import memfault from './packs/memfault.json' with { type: 'json' };

// JSON modules widen literals to strings; tests/unit/lib/providers prove that each file is a Pack.
/** The five providers. */
export const builtInPacks = [memfault, huaweiOce, huaweiDis, huaweiGes, huaweiCloud] as unknown as Pack[];

/** What HTTP itself says. */
export const genericPack = generic as unknown as Pack;
