import { z } from "zod";
import type { AutotaskClient } from "./client.ts";
import { findById } from "./query.ts";
import { entityId, text } from "./values.ts";

const country = z
  .object({ id: entityId, countryCode: text })
  .transform(({ id, countryCode }) => ({ id, code: /^[A-Za-z]{2}$/.test(countryCode) ? countryCode.toUpperCase() : null }));

/** The country of Autotask's list that a company names, null when there is none. `code`: ISO 3166, null where the list has another word. */
export function findCountry(autotask: AutotaskClient, id: number): Promise<{ id: number; code: string | null } | null> {
  return findById(autotask, { collection: "Countries", id, item: country });
}
