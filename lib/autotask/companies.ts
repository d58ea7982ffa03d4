import { z } from "zod";
import type { AutotaskClient } from "./client.ts";
import { type Filter, findById, getById, type QueryResult, queryRows } from "./query.ts";
import { entityId, flag, optionalId, text } from "./values.ts";

export type Company = z.output<typeof company>;

const columns = z.object({ id: entityId, companyName: text, isActive: flag, countryID: optionalId });
const company = columns.transform(({ companyName, countryID, ...rest }) => ({ ...rest, name: companyName, countryId: countryID }));

/** The company as Autotask has it now. Throws AutotaskError `not_found`. */
export function getCompany(autotask: AutotaskClient, id: number): Promise<Company> {
  return getById(autotask, { collection: "Companies", id, item: company });
}

/** As getCompany, null when it does not exist. */
export function findCompany(autotask: AutotaskClient, id: number): Promise<Company | null> {
  return findById(autotask, { collection: "Companies", id, item: company });
}

/** Companies in ascending id, inactive ones only on request. Id 0 is the tenant's own company. */
export function queryCompanies(
  autotask: AutotaskClient,
  conditions: {
    nameContains?: string;
    /** Any of these texts. */
    nameHasOneOf?: readonly string[];
    /** At most 500. */
    ids?: readonly number[];
    includeInactive?: boolean;
    afterId?: number;
    pageSize?: number;
    maxPages?: number;
  } = {},
): Promise<QueryResult<Company>> {
  const { nameContains, nameHasOneOf, ids, includeInactive, ...paging } = conditions;
  const filter: Filter[] = [];
  if (nameHasOneOf) filter.push({ op: "or", items: nameHasOneOf.map((value) => ({ op: "contains", field: "companyName", value })) });
  if (ids) filter.push({ op: "in", field: "id", value: ids });
  if (nameContains !== undefined) filter.push({ op: "contains", field: "companyName", value: nameContains });
  if (!includeInactive) filter.push({ op: "eq", field: "isActive", value: true });
  return queryRows(autotask, { collection: "Companies", filter, fields: Object.keys(columns.shape), row: company, ...paging });
}
