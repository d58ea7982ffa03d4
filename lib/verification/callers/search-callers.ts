import type { AutotaskClient } from "../../autotask/client.ts";
import { type Company, queryCompanies } from "../../autotask/companies.ts";
import { type Contact, searchContacts } from "../../autotask/contacts.ts";
import type { AutotaskDeps } from "../../connection/autotask-for.ts";
import { readFor } from "../../connection/read-picklists.ts";
import { connectionOptionsSchema } from "../../connection/schema.ts";
import { readDestinations } from "../../directory/destinations.ts";
import { toRequester, usableAddress } from "../../directory/find-requester.ts";
import { readCountryCodes } from "../../directory/mirror.ts";
import { findPhoneRegion } from "../../notification/sms/phone-settings.ts";
import { seconds } from "../../platform/clock.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { parsePhoneNumber } from "../../platform/phone-number.ts";
import type { ApproverReading } from "../approval/approval-rows.ts";
import type { Assessment } from "../assess-methods.ts";
import { assessPerson } from "../assess-person.ts";
import { findLimits } from "../limits/read-limits.ts";
import { strengthReached } from "../strength.ts";
import { type CallerSearch, parseCallerSearch } from "./parse-caller-search.ts";
import { type CallerList, type CallerView, callersMost } from "./schema.ts";

/** Of a company's name as much as finds it; of their contacts the search takes no more than a screen. */
const companiesMost = 50;
/** Numbers that end alike; which of them is meant is told by the whole. */
const endingsMost = 200;

/** Somebody is on the line: whoever has not got an answer by then types again. */
const callTimeoutMs = seconds(5);

type Asked = {
  organizationId: string;
  connectionId: string;
  search: string;
  /** As many as are shown. */
  most?: number;
};
type Found = { contact: Contact; company: Company | null; region: string | null };
type Reading = { found: Found[]; hasMore: boolean; approvers: (ApproverReading & { companyId: number })[]; isNumberUnreadable: boolean };

/**
 * Active contacts by name, company or phone number, as Autotask has them now, with every way to prove them. At most five
 * short calls to Autotask, for a person who waits; nothing is kept and nothing is changed. Throws as readFor does.
 */
export async function searchCallers(
  deps: AutotaskDeps & Pick<Deps, "secrets">,
  { organizationId, connectionId, search, most = callersMost }: Asked,
): Promise<CallerList> {
  const connection = { id: connectionId, organizationId };
  const { region, chosen, mayOpenTicket } = await inOrganization(deps.db, organizationId, (tx) => readSettings(tx, connection));
  const asked = parseCallerSearch(search);
  const reading = await readFor(
    deps,
    { organizationId, connectionId },
    (autotask) => read(autotask, { asked, ownRegion: region, chosen, most }),
    callTimeoutMs,
  );
  const now = deps.now();
  const items = await inOrganization(deps.db, organizationId, async (tx) => {
    const views: CallerView[] = [];
    const { freshChangeDays } = await findLimits(tx, organizationId);
    for (const found of reading.found) views.push(await toView(tx, deps, { connection, found, reading, freshChangeDays, now }));
    return views;
  });
  return { items, hasMore: reading.hasMore, isNumberUnreadable: reading.isNumberUnreadable, mayOpenTicket };
}

type Chosen = { approverId: string; contactId: number; companyId: number };

async function readSettings(tx: Tx, { id, organizationId }: { id: string; organizationId: string }) {
  const connection = await tx.connection.findFirst({ where: { id, organizationId }, select: { options: true } });
  const rows = await tx.companyApprover.findMany({
    where: { organizationId, connectionId: id, removedAt: null },
    select: { id: true, contactId: true, companyId: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return {
    region: await findPhoneRegion(tx, organizationId),
    chosen: rows.map((row): Chosen => ({ approverId: row.id, contactId: Number(row.contactId), companyId: Number(row.companyId) })),
    mayOpenTicket: connectionOptionsSchema.parse(connection?.options ?? {}).capabilities.createTickets,
  };
}

type Read = { asked: CallerSearch; ownRegion: string | null; chosen: readonly Chosen[]; most: number };

async function read(autotask: AutotaskClient, { asked, ownRegion, chosen, most }: Read): Promise<Reading> {
  const isWords = asked.kind === "words";
  const named = isWords ? await companiesNamed(autotask, asked.words) : [];
  const { items, complete } = await searchContacts(
    autotask,
    isWords
      ? { words: asked.words.map((text) => ({ text, companyIds: idsWith(named, text) })), pageSize: most + 1 }
      : { phoneHas: asked.endings, pageSize: endingsMost },
  );
  const all = await withCompanies(autotask, { contacts: items, named, ownRegion });
  const found = isWords ? all : all.filter((each) => hasNumber(each, asked.typed));
  const shown = found.slice(0, most);
  return {
    found: shown.toSorted((one, other) => nameOf(one.contact).localeCompare(nameOf(other.contact))),
    hasMore: found.length > most || !complete,
    approvers: await readApproversOf(autotask, { shown, chosen }),
    isNumberUnreadable: !isWords && found.length === 0 && isUnreadable(asked.typed, [ownRegion, ...all.map(({ region }) => region)]),
  };
}

async function companiesNamed(autotask: AutotaskClient, words: readonly string[]): Promise<Company[]> {
  return (await queryCompanies(autotask, { nameHasOneOf: words, pageSize: companiesMost, maxPages: 1 })).items;
}

/** As Autotask compares: neither case nor accents count. */
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function idsWith(companies: readonly Company[], word: string): number[] {
  return companies.filter(({ name }) => plain(name).includes(plain(word))).map(({ id }) => id);
}

type Companies = { contacts: readonly Contact[]; named: readonly Company[]; ownRegion: string | null };

async function withCompanies(autotask: AutotaskClient, { contacts, named, ownRegion }: Companies): Promise<Found[]> {
  const ids = [...new Set(contacts.flatMap(({ companyId }) => companyId ?? []))];
  const missing = ids.filter((id) => !named.some((company) => company.id === id));
  const read = missing.length === 0 ? [] : (await queryCompanies(autotask, { ids: missing, includeInactive: true })).items;
  const companies = [...named, ...read].filter(({ id }) => ids.includes(id));
  const countries = await readCountryCodes(autotask, companies);
  return contacts.map((contact) => {
    const company = companies.find(({ id }) => id === contact.companyId) ?? null;
    return { contact, company, region: (company && countries.get(company.id)) ?? ownRegion };
  });
}

/** Whether one of the contact's numbers is the one that was typed, read in the contact's country or in that of the organization. */
function hasNumber({ contact, region }: Found, typed: string): boolean {
  const meant = parsePhoneNumber(typed, region)?.address.split(";")[0];
  if (meant === undefined) return false;
  return toRequester(contact, { region, from: "caller" }).phones.some(({ address }) => address.split(";")[0] === meant);
}

function isUnreadable(typed: string, regions: readonly (string | null)[]): boolean {
  return regions.every((region) => parsePhoneNumber(typed, region) === null);
}

type Shown = { shown: readonly Found[]; chosen: readonly Chosen[] };

async function readApproversOf(autotask: AutotaskClient, { shown, chosen }: Shown): Promise<Reading["approvers"]> {
  const wanted = chosen.filter(({ companyId }) => shown.some(({ contact }) => contact.companyId === companyId));
  if (wanted.length === 0) return [];
  const ids = [...new Set(wanted.map(({ contactId }) => contactId))];
  const { items } = await searchContacts(autotask, { ids, pageSize: 500 });
  return wanted.flatMap(({ approverId, contactId, companyId }) => {
    const contact = items.find(({ id }) => id === contactId);
    if (contact?.companyId !== companyId) return [];
    const { isActive, createDate: createdAt, lastModifiedDate: modifiedAt } = contact;
    return [
      {
        approverId,
        contactId,
        companyId,
        name: nameOf(contact),
        email: usableAddress(contact.emailAddress),
        isActive,
        createdAt,
        modifiedAt,
      },
    ];
  });
}

function nameOf({ firstName, lastName }: Contact): string {
  return [firstName, lastName].filter(Boolean).join(" ");
}

type View = {
  connection: { id: string; organizationId: string };
  found: Found;
  reading: Reading;
  freshChangeDays: number;
  now: Date;
};

async function toView(
  tx: Tx,
  { secrets }: Pick<Deps, "secrets">,
  { connection, found, reading, freshChangeDays, now }: View,
): Promise<CallerView> {
  const { contact, company, region } = found;
  const requester = toRequester(contact, { region, from: "caller" });
  const { table } = await assessPerson(tx, secrets, {
    ...{ connection, requester },
    approvers: reading.approvers.filter(({ companyId }) => companyId === contact.companyId),
    circumstances: {
      ...{ now, freshChangeDays },
      contact: { ...requester, id: requester.contactId },
      ticket: { title: "", createdAt: now, sourceLabel: null, createdByContactId: null },
      history: await readDestinations(tx, secrets, { connection, requester, now }),
    },
  });
  return {
    contactId: String(contact.id),
    name: nameOf(contact),
    jobTitle: contact.title,
    companyId: contact.companyId === null ? null : String(contact.companyId),
    companyName: company?.name ?? null,
    strongest: strengthReached(table.flatMap(({ usable, method }) => (usable ? [method] : []))),
    ways: table.map(toWay),
  };
}

function toWay(each: Assessment): CallerView["ways"][number] {
  const { id: method, strength } = each.method;
  const destinationMasked = each.destination?.masked ?? null;
  return { method, strength, usable: each.usable, reason: each.usable ? null : each.reason, destinationMasked };
}
