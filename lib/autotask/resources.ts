import { z } from "zod";
import type { AutotaskClient } from "./client.ts";
import { findById, getById, queryRows } from "./query.ts";
import { entityId, flag, optionalId, text } from "./values.ts";

export type Resource = z.output<typeof resource>;

const API_USER = 7;

const resource = z.object({
  id: entityId,
  firstName: text,
  lastName: text,
  email: text,
  userName: text,
  isActive: flag,
  /** 7 is an API user, which no person works as. */
  licenseType: optionalId,
});

/** The resource (a person, or an API user). Throws AutotaskError `not_found`. */
export function getResource(autotask: AutotaskClient, id: number): Promise<Resource> {
  return getById(autotask, { collection: "Resources", id, item: resource });
}

/** As getResource, null when it does not exist. */
export function findResource(autotask: AutotaskClient, id: number): Promise<Resource | null> {
  return findById(autotask, { collection: "Resources", id, item: resource });
}

/** The one resource with this user name, whatever its case; null if there is none, or more than one. */
export function findResourceByUserName(autotask: AutotaskClient, userName: string): Promise<Resource | null> {
  return findOne(autotask, "userName", userName);
}

/** The one active resource with this e-mail address, whatever its case; null if there is none, or more than one. */
export async function findResourceByEmail(autotask: AutotaskClient, email: string): Promise<Resource | null> {
  return findOne(autotask, "email", email, ({ isActive }) => isActive);
}

/** Some active person who works here and is no API user; null if there is none. */
export async function findTechnician(autotask: AutotaskClient): Promise<Resource | null> {
  const { items } = await queryRows(autotask, {
    collection: "Resources",
    filter: [
      { op: "eq", field: "isActive", value: true },
      { op: "noteq", field: "licenseType", value: API_USER },
    ],
    fields: Object.keys(resource.shape),
    row: resource,
    pageSize: 1,
    maxPages: 1,
  });
  return items[0] ?? null;
}

async function findOne(
  autotask: AutotaskClient,
  field: "userName" | "email",
  value: string,
  accepts: (resource: Resource) => boolean = () => true,
): Promise<Resource | null> {
  const { items } = await queryRows(autotask, {
    collection: "Resources",
    filter: [{ op: "eq", field, value }],
    fields: Object.keys(resource.shape),
    row: resource,
    maxPages: 1,
  });
  const matches = items.filter((item) => item[field].toLowerCase() === value.toLowerCase() && accepts(item));
  // Two people under one address: guessing one would act in the wrong name.
  return matches.length === 1 ? (matches[0] ?? null) : null;
}
