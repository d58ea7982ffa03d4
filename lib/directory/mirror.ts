import { z } from "zod";
import type { AutotaskClient } from "../autotask/client.ts";
import { findCompany } from "../autotask/companies.ts";
import { findCountryCodes } from "../autotask/countries.ts";
import { getFields, picklistOf } from "../autotask/entity-information.ts";
import { AutotaskError } from "../autotask/errors.ts";
import { findResource } from "../autotask/resources.ts";
import { type Clock, hours, later } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";

/** What a look into the mirror needs: where it is, whose it is, and whom to ask when it is old. */
export type MirrorAccess = {
  db: Db;
  now: Clock;
  autotask: AutotaskClient;
  connection: { id: string; organizationId: string };
};

export type Technician = { name: string; email: string | null; isActive: boolean };

// Names change seldom, and each look costs a call out of the tenant's hourly budget.
const companyAgeMs = hours(24);
const technicianAgeMs = hours(12);
const picklistAgeMs = hours(12);

/** What is kept of a company: its name, and whose national numbers its people mean. */
export type MirroredCompany = { name: string; countryCode: string | null };

/** The company, null when Autotask has no such company. */
export async function findMirroredCompany(access: MirrorAccess, companyId: number): Promise<MirroredCompany | null> {
  const { db, now, autotask, connection } = access;
  const key = { connectionId: connection.id, autotaskId: BigInt(companyId) };
  const known = await db.mirroredCompany.findUnique({ where: { connectionId_autotaskId: key } });
  if (known && isFresh(known.fetchedAt, companyAgeMs, now())) return known;

  const company = await findCompany(autotask, companyId);
  if (!company) return known;
  const codes = await readCountryCodes(autotask, [company]);
  const read = { name: company.name, countryCode: codes.get(company.id) ?? null };
  const row = { organizationId: connection.organizationId, ...read, fetchedAt: now() };
  await db.mirroredCompany.upsert({ where: { connectionId_autotaskId: key }, create: { ...key, ...row }, update: row });
  return read;
}

/**
 * The countries of companies, by the company's id. A user who may not read Autotask's countries is no reason to ask nobody:
 * then the organization's own country is meant.
 */
export async function readCountryCodes(
  autotask: AutotaskClient,
  companies: readonly { id: number; countryId: number | null }[],
): Promise<Map<number, string>> {
  const ids = [...new Set(companies.flatMap(({ countryId }) => (countryId === null ? [] : [countryId])))];
  try {
    const codes = await findCountryCodes(autotask, ids);
    return new Map(
      companies.flatMap(({ id, countryId }) => {
        const code = countryId === null ? undefined : codes.get(countryId);
        return code === undefined ? [] : [[id, code] as const];
      }),
    );
  } catch (error) {
    if (error instanceof AutotaskError && error.retry.when === "never" && error.code !== "autotask.unauthorized") return new Map();
    throw error;
  }
}

/** The person an Autotask resource stands for, null when there is none. */
export async function findTechnician(access: MirrorAccess, resourceId: number): Promise<Technician | null> {
  const { db, now, autotask, connection } = access;
  const key = { connectionId: connection.id, autotaskId: BigInt(resourceId) };
  const known = await db.mirroredResource.findUnique({ where: { connectionId_autotaskId: key } });
  if (known && isFresh(known.fetchedAt, technicianAgeMs, now())) return known;

  const resource = await findResource(autotask, resourceId);
  if (!resource) return known;
  const row = {
    organizationId: connection.organizationId,
    name: [resource.firstName, resource.lastName].filter(Boolean).join(" "),
    email: resource.email || null,
    isActive: resource.isActive,
    fetchedAt: now(),
  };
  await db.mirroredResource.upsert({ where: { connectionId_autotaskId: key }, create: { ...key, ...row }, update: row });
  return row;
}

const picklistValues = z.array(z.object({ value: z.number(), label: z.string() }));
const mirroredFields = ["status", "source"] as const;
export type TicketPicklist = (typeof mirroredFields)[number];

/** The label of a ticket's status or source in this Autotask database, null when it has none. */
export async function findTicketLabel(access: MirrorAccess, field: TicketPicklist, value: number | null): Promise<string | null> {
  if (value === null) return null;
  const { db, now, connection } = access;
  const known = await db.mirroredPicklist.findUnique({ where: { connectionId_field: { connectionId: connection.id, field } } });
  const labelIn = (values: z.infer<typeof picklistValues>) => values.find((entry) => entry.value === value)?.label ?? null;
  if (known && isFresh(known.fetchedAt, picklistAgeMs, now())) {
    const label = labelIn(picklistValues.parse(known.values));
    if (label !== null) return label;
    // A value we do not know is new since we looked, so look again.
  }
  return labelIn((await refreshTicketPicklists(access))[field]);
}

/** Reads the ticket's picklists from Autotask and keeps them. */
export async function refreshTicketPicklists(access: MirrorAccess): Promise<Record<TicketPicklist, z.infer<typeof picklistValues>>> {
  const { db, now, autotask, connection } = access;
  const fields = await getFields(autotask, "Tickets");
  const read = (field: TicketPicklist) => picklistOf(fields, field).map(({ value, label }) => ({ value: Number(value), label }));
  const picklists = { status: read("status"), source: read("source") };
  for (const field of mirroredFields) {
    const key = { connectionId: connection.id, field };
    const row = { organizationId: connection.organizationId, values: picklists[field], fetchedAt: now() };
    await db.mirroredPicklist.upsert({ where: { connectionId_field: key }, create: { ...key, ...row }, update: row });
  }
  return picklists;
}

function isFresh(fetchedAt: Date, ageMs: number, now: Date): boolean {
  return later(fetchedAt, ageMs) > now;
}
