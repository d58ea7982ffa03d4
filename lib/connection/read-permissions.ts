import { z } from "zod";
import type { AutotaskClient } from "../autotask/client.ts";
import { type EntityInformation, getEntityInformation, getUserDefinedFields } from "../autotask/entity-information.ts";
import { isAutotaskError } from "../autotask/errors.ts";
import { findTechnician } from "../autotask/resources.ts";
import { activeCapabilities } from "./capabilities.ts";
import {
  collectionsToCheck,
  judgeRights,
  type Right,
  type RightsChoices,
  type RightsRead,
  requiredRights,
  rightSchema,
} from "./permissions.ts";

/**
 * Asks Autotask about each right that the options need, at most two calls at once: one for each collection, one for the
 * chosen UDF, two for writing in a technician's name. Changes nothing. Throws AutotaskError for everything but a refusal to tell, which counts as no right.
 */
export async function readPermissions(autotask: AutotaskClient, options: RightsChoices): Promise<Right[]> {
  const required = requiredRights(options);
  const access = new Map<string, EntityInformation["access"]>();
  const waiting = collectionsToCheck(required);
  const askNext = async (): Promise<void> => {
    const collection = waiting.shift();
    if (!collection) return;
    const told = await unlessForbidden(() => getEntityInformation(autotask, collection));
    // Refused even to tell: no right at all.
    access.set(collection, told?.access ?? NOTHING);
    return askNext();
  };
  await Promise.all([askNext(), askNext()]);
  return judgeRights(required, { access, ...(await readUdf(autotask, options)), ...(await readImpersonation(autotask, options)) });
}

const NOTHING = { create: "none", delete: "none", query: "none", update: "none" } as const;

async function readUdf(autotask: AutotaskClient, options: RightsChoices): Promise<Pick<RightsRead, "udf">> {
  if (!activeCapabilities(options).includes("writeUdf")) return {};
  const fields = await unlessForbidden(() => getUserDefinedFields(autotask, "Tickets"));
  const field = fields?.find(({ name }) => name === options.udfName);
  if (!field) return { udf: "missing" };
  return { udf: field.isReadOnly ? "read_only" : "writable" };
}

/** Of one technician, whose security level has to allow it as well as ours: told by asking in their name. */
async function readImpersonation(autotask: AutotaskClient, options: RightsChoices): Promise<Pick<RightsRead, "impersonation">> {
  if (!activeCapabilities(options).includes("logTime")) return {};
  const technician = await unlessForbidden(() => findTechnician(autotask));
  if (!technician) return {};
  const told = await unlessForbidden(() => getEntityInformation(autotask, "TimeEntries", { impersonate: technician.id }));
  return { impersonation: told?.access.create ?? "none" };
}

async function unlessForbidden<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (isAutotaskError(error, "autotask.forbidden")) return null;
    throw error;
  }
}

const storedSchema = z.object({ checkedAt: z.iso.datetime().nullable(), rights: z.array(rightSchema) });
export type StoredPermissions = z.infer<typeof storedSchema>;

/** The form in which `rights` of a connection is stored. */
export function storePermissions(rights: readonly Right[], at: Date): StoredPermissions {
  return { checkedAt: at.toISOString(), rights: [...rights] };
}

/** What is stored, also in the form without a time that came before; nothing, where nothing was read yet. */
export function parsePermissions(stored: unknown): StoredPermissions {
  const parsed = z.union([storedSchema, z.array(rightSchema).transform((rights) => ({ checkedAt: null, rights }))]).safeParse(stored);
  return parsed.data ?? { checkedAt: null, rights: [] };
}
