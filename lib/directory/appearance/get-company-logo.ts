import type { Logo } from "../../organization/find-logo.ts";
import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { NotFoundError } from "../../platform/errors.ts";
import { findCompanyLogo } from "./find-appearance.ts";
import type { Company } from "./save-appearance.ts";

/** A company's logo, for a member. Throws NotFoundError where there is none, and for a foreign connection. */
export async function getCompanyLogo({ db }: Pick<Deps, "db">, { companyId, ...place }: Company): Promise<Logo> {
  const logo = await inOrganization(db, place.organizationId, (tx) => findCompanyLogo(tx, { ...place, companyId: BigInt(companyId) }));
  if (!logo) throw new NotFoundError("The company has no logo", { code: "web.not_found" });
  return logo;
}
