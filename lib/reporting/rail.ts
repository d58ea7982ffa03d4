import { countConnectionsInNeed } from "../connection/queries.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { countOpenCampaigns } from "../verification/campaigns/manage-campaigns.ts";
import { countNeedingPerson } from "../verification/queries.ts";
import { readWorker } from "./overview.ts";
import type { Rail } from "./schema.ts";

/** What stands in the rail of every screen: what needs a person, and whether background work runs. */
export function readRail({ db, now }: Pick<Deps, "db" | "now">, organizationId: string): Promise<Rail> {
  return inOrganization(db, organizationId, async (tx) => ({
    verifications: await countNeedingPerson(tx, organizationId),
    campaigns: await countOpenCampaigns(tx, organizationId),
    connections: await countConnectionsInNeed(tx, { organizationId, now: now() }),
    worker: await readWorker(tx),
  }));
}
