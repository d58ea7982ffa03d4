import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import type { FilterChoices } from "./schema.ts";

/** As many names as a list can be searched in. */
const namesMax = 500;

/** The companies and technicians whose verifications can be filtered for, by name. */
export function listFilterChoices({ db }: Pick<Deps, "db">, organizationId: string): Promise<FilterChoices> {
  return inOrganization(db, organizationId, async (tx) => {
    const companies = await tx.verification.findMany({
      where: { organizationId, companyName: { not: null } },
      distinct: ["companyName"],
      orderBy: { companyName: "asc" },
      take: namesMax,
      select: { companyName: true },
    });
    const technicians = await tx.ticket.findMany({
      where: { organizationId, technicianName: { not: null }, verifications: { some: {} } },
      distinct: ["technicianName"],
      orderBy: { technicianName: "asc" },
      take: namesMax,
      select: { technicianName: true },
    });
    return {
      companies: companies.flatMap(({ companyName }) => companyName ?? []),
      technicians: technicians.flatMap(({ technicianName }) => technicianName ?? []),
    };
  });
}
