import { z } from "zod";
import type { AutotaskClient } from "./client.ts";
import { type QueryResult, queryRows } from "./query.ts";
import { entityId, flag, optionalText } from "./values.ts";

export type CompanyLocation = z.output<typeof location>;

const location = z.object({ id: entityId, city: optionalText, isActive: flag });

/** The places of a company, in ascending id; one page of them at most. */
export function queryCompanyLocations(
  autotask: AutotaskClient,
  { companyId, pageSize }: { companyId: number; pageSize: number },
): Promise<QueryResult<CompanyLocation>> {
  return queryRows(autotask, {
    collection: "CompanyLocations",
    filter: [{ op: "eq", field: "companyID", value: companyId }],
    fields: Object.keys(location.shape),
    row: location,
    pageSize,
    maxPages: 1,
  });
}
