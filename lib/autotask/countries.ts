import { z } from "zod";
import type { AutotaskClient } from "./client.ts";
import { queryRows } from "./query.ts";
import { entityId, text } from "./values.ts";

const columns = z.object({ id: entityId, countryCode: text });
const country = columns.transform(({ id, countryCode }) => ({ id, code: countryCode.trim().toUpperCase() }));

/** The two-letter codes of countries, by Autotask's id of each. What has no such code is left out. At most 500 ids. */
export async function findCountryCodes(autotask: AutotaskClient, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const { items } = await queryRows(autotask, {
    collection: "Countries",
    filter: [{ op: "in", field: "id", value: ids }],
    fields: Object.keys(columns.shape),
    row: country,
    maxPages: 1,
  });
  return new Map(items.filter(({ code }) => /^[A-Z]{2}$/.test(code)).map(({ id, code }) => [id, code]));
}
