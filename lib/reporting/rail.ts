import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { countNeedingPerson } from "../verification/queries.ts";
import { readWorker } from "./overview.ts";
import type { Rail } from "./schema.ts";

/** What stands in the rail of every screen: what needs a person, and whether background work runs. */
export function readRail({ db }: Pick<Deps, "db">, organizationId: string): Promise<Rail> {
  return inOrganization(db, organizationId, async (tx) => ({
    verifications: await countNeedingPerson(tx, organizationId),
    connections: await tx.connection.count({
      where: {
        organizationId,
        state: { in: ["connecting", "connected", "paused"] },
        OR: [{ blockedAt: { not: null } }, { lastErrorAt: { not: null } }],
      },
    }),
    worker: await readWorker(tx),
  }));
}
