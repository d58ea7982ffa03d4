import { z } from "zod";
import type { AutotaskClient } from "./client.ts";
import { flag, optionalText, text } from "./values.ts";

/** Collections whose metadata we read. */
export type Collection =
  | "Companies"
  | "CompanyLocations"
  | "ConfigurationItems"
  | "Contacts"
  | "Resources"
  | "TicketNotes"
  | "TicketWebhookExcludedResources"
  | "TicketWebhookFields"
  | "TicketWebhooks"
  | "Tickets"
  | "TimeEntries";

/** What the API user's security level permits. `unknown`: Autotask sent something else, which is no permission. */
export type AccessLevel = "none" | "all" | "restricted" | "unknown";
export type EntityInformation = z.output<typeof entityInformation>;
export type Field = z.output<typeof field>;
export type UserDefinedField = z.output<typeof userDefinedField>;
export type PicklistValue = z.output<typeof picklistValue>;

/** Documented as 0, 1, 2 (REST_EntityInformationCall), observed as words (panoramicdata/AutoTask.Psa.Api): both are read. */
const LEVELS: Record<string, AccessLevel> = {
  "0": "none",
  "1": "all",
  "2": "restricted",
  none: "none",
  all: "all",
  restricted: "restricted",
};
const accessLevel = z
  .unknown()
  .optional()
  .transform((level): AccessLevel => LEVELS[String(level).toLowerCase()] ?? "unknown");

const entityInformation = z
  .object({
    userAccessForCreate: accessLevel,
    userAccessForDelete: accessLevel,
    userAccessForQuery: accessLevel,
    userAccessForUpdate: accessLevel,
    hasUserDefinedFields: flag,
    supportsWebhookCallouts: flag,
  })
  .transform(({ userAccessForCreate, userAccessForDelete, userAccessForQuery, userAccessForUpdate, ...rest }) => ({
    ...rest,
    access: { create: userAccessForCreate, delete: userAccessForDelete, query: userAccessForQuery, update: userAccessForUpdate },
  }));

const picklistValue = z.object({
  value: z.union([z.string(), z.number()]).transform(String),
  label: text,
  isActive: flag,
  isSystem: flag,
  isDefaultValue: flag,
  sortOrder: z.number().catch(0),
  parentValue: z
    .union([z.string(), z.number()])
    .nullish()
    .transform((value) => (value === null || value === undefined || value === "" ? null : String(value))),
});

const picklistValues = z
  .array(picklistValue)
  .nullish()
  .transform((values) => (values ?? []).toSorted((one, other) => one.sortOrder - other.sortOrder));

const field = z.object({
  name: z.string(),
  dataType: optionalText,
  length: z.number().catch(0),
  isRequired: flag,
  isReadOnly: flag,
  isQueryable: flag,
  isPickList: flag,
  picklistParentValueField: optionalText,
  picklistValues,
});

const userDefinedField = z.object({
  name: z.string(),
  label: text,
  type: optionalText,
  length: z.number().catch(0),
  isReadOnly: flag,
  isPickList: flag,
  picklistValues,
});

/**
 * What this API user may do with a collection; with `impersonate`, in the name of that resource. The header
 * ImpersonationResourceId is observed with this call in a public client; no help page tells it.
 */
export async function getEntityInformation(
  autotask: AutotaskClient,
  collection: Collection,
  as: { impersonate?: number } = {},
): Promise<EntityInformation> {
  const response = z.object({ info: entityInformation });
  return (await autotask.request({ method: "GET", path: `/V1.0/${collection}/entityInformation`, response, ...as })).info;
}

/** The fields of a collection in this tenant, picklists in the order in which Autotask shows them. */
export async function getFields(autotask: AutotaskClient, collection: Collection): Promise<Field[]> {
  const response = z.object({ fields: z.array(field) });
  return (await autotask.request({ method: "GET", path: `/V1.0/${collection}/entityInformation/fields`, response })).fields;
}

/** The tenant's own fields of a collection. */
export async function getUserDefinedFields(autotask: AutotaskClient, collection: Collection): Promise<UserDefinedField[]> {
  const response = z.object({ fields: z.array(userDefinedField) });
  return (await autotask.request({ method: "GET", path: `/V1.0/${collection}/entityInformation/userDefinedFields`, response })).fields;
}

/** The values of one picklist field, inactive ones left out; empty if there is no such field. */
export function picklistOf(fields: readonly Field[], name: string): PicklistValue[] {
  const wanted = name.toLowerCase();
  return fields.find((candidate) => candidate.name.toLowerCase() === wanted)?.picklistValues.filter(({ isActive }) => isActive) ?? [];
}
