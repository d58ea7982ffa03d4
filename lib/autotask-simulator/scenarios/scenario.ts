import type { Tenant } from "../model.ts";
import type { Stage } from "../world.ts";

/** A named situation. Applied to one tenant, or to the first when none is named. */
export type Scenario = { name: string; means: string; apply: (stage: Stage, tenant: Tenant) => void | Promise<void> };
