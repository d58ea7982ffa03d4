import type { Tx } from "../../platform/db/database.ts";

type Company = { organizationId: string; connectionId: string; companyId: number | null };

/** Where the people of a company sign in; null when none was set up, or it is switched off. */
export async function findCompanySignIn(tx: Tx, { companyId, ...place }: Company): Promise<{ providerId: string } | null> {
  if (companyId === null) return null;
  const provider = await tx.identityProvider.findFirst({
    where: { ...place, companyId: BigInt(companyId), disabledAt: null },
    select: { id: true },
  });
  return provider && { providerId: provider.id };
}
