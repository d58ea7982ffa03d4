import type { Tx } from "../../platform/db/database.ts";
import type { ExternalFact } from "../methods/method.ts";

type Company = { organizationId: string; connectionId: string; companyId: number | null };

/** The verification service for the people of a company: its own, else the one for everybody; null when there is none that is on. */
export async function findExternalProvider(tx: Tx, { organizationId, connectionId, companyId }: Company): Promise<ExternalFact | null> {
  const own = companyId === null ? [] : [{ connectionId, companyId: BigInt(companyId) }];
  const rows = await tx.externalProvider.findMany({
    where: { organizationId, disabledAt: null, OR: [...own, { companyId: null }] },
    select: { id: true, strength: true, companyId: true },
  });
  const found = rows.find((row) => row.companyId !== null) ?? rows[0];
  return found ? { providerId: found.id, strength: found.strength } : null;
}
