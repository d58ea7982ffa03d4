import { z } from "zod";
import type { AutotaskClient } from "./client.ts";
import { type Filter, findById, getById, type QueryResult, queryRows } from "./query.ts";
import { entityId, flag, moment, optionalId, optionalText, text } from "./values.ts";

export type Contact = z.output<typeof contact>;

const columns = z.object({
  id: entityId,
  companyID: optionalId,
  companyLocationID: optionalId,
  firstName: text,
  lastName: text,
  title: optionalText,
  emailAddress: optionalText,
  emailAddress2: optionalText,
  emailAddress3: optionalText,
  phone: optionalText,
  alternatePhone: optionalText,
  mobilePhone: optionalText,
  isActive: flag,
  createDate: moment,
  lastModifiedDate: moment,
});

const contact = columns.transform(({ companyID, companyLocationID, ...rest }) => ({
  ...rest,
  companyId: companyID,
  companyLocationId: companyLocationID,
}));

/** The contact as Autotask has it now. Throws AutotaskError `not_found`. */
export function getContact(autotask: AutotaskClient, id: number): Promise<Contact> {
  return getById(autotask, { collection: "Contacts", id, item: contact });
}

/** As getContact, null when it does not exist. */
export function findContact(autotask: AutotaskClient, id: number): Promise<Contact | null> {
  return findById(autotask, { collection: "Contacts", id, item: contact });
}

const sharersMost = 100;

/**
 * The contact as findContact, and the other active contacts of which one address is this one, in one call. A contact that so
 * many share an address with that it is not among those read is asked for by itself.
 */
export async function findContactAndSharers(
  autotask: AutotaskClient,
  { id, email }: { id: number; email: string },
): Promise<{ contact: Contact | null; sharers: Contact[] }> {
  const has = ["emailAddress", "emailAddress2", "emailAddress3"].map((field): Filter => ({ op: "eq", field, value: email }));
  const { items, complete } = await queryRows(autotask, {
    ...{ collection: "Contacts", filter: [{ op: "or", items: [{ op: "eq", field: "id", value: id }, ...has] }] },
    ...{ fields: Object.keys(columns.shape), row: contact, pageSize: sharersMost, maxPages: 1 },
  });
  const found = items.find((each) => each.id === id) ?? null;
  const sharers = items.filter((each) => each.id !== id && each.isActive && addressesOf(each).includes(email.toLowerCase()));
  return { contact: found === null && !complete ? await findContact(autotask, id) : found, sharers };
}

function addressesOf({ emailAddress, emailAddress2, emailAddress3 }: Contact): string[] {
  return [emailAddress, emailAddress2, emailAddress3].map((address) => address?.trim().toLowerCase() ?? "");
}

/** The contacts of a company in ascending id, inactive ones only on request. */
export function queryContactsByCompany(
  autotask: AutotaskClient,
  conditions: { companyId: number; includeInactive?: boolean; afterId?: number; pageSize?: number; maxPages?: number },
): Promise<QueryResult<Contact>> {
  const { companyId, includeInactive, ...paging } = conditions;
  const filter: Filter[] = [{ op: "eq", field: "companyID", value: companyId }];
  // A contact's isActive is an integer, unlike a company's; a boolean here is a 500.
  if (!includeInactive) filter.push({ op: "eq", field: "isActive", value: 1 });
  return queryRows(autotask, { collection: "Contacts", filter, fields: Object.keys(columns.shape), row: contact, ...paging });
}

/** Which contacts: each part is one condition, and all have to hold. */
export type ContactSearch = {
  /** Text that first name, last name or address must have; or the contact is of one of these companies. */
  words?: readonly { text: string; companyIds: readonly number[] }[];
  /** Any of these texts in one of the three numbers. Autotask keeps them as they were typed and compares text (observed by clients of its API: nothing is normalised). */
  phoneHas?: readonly string[];
  ids?: readonly number[];
};

/** Active contacts that match, in ascending id. At most 500 ids. */
export function searchContacts(
  autotask: AutotaskClient,
  { words = [], phoneHas, ids, pageSize, signal }: ContactSearch & { pageSize: number; signal?: AbortSignal },
): Promise<QueryResult<Contact>> {
  const filter: Filter[] = [{ op: "eq", field: "isActive", value: 1 }];
  for (const { text: value, companyIds } of words) {
    const items: Filter[] = ["firstName", "lastName", "emailAddress"].map((field) => ({ op: "contains", field, value }));
    if (companyIds.length > 0) items.push({ op: "in", field: "companyID", value: companyIds });
    filter.push({ op: "or", items });
  }
  if (phoneHas) {
    const has = (field: string) => phoneHas.map((value): Filter => ({ op: "contains", field, value }));
    filter.push({ op: "or", items: ["phone", "mobilePhone", "alternatePhone"].flatMap(has) });
  }
  if (ids) filter.push({ op: "in", field: "id", value: ids });
  const fields = Object.keys(columns.shape);
  return queryRows(autotask, {
    collection: "Contacts",
    filter,
    fields,
    row: contact,
    pageSize,
    maxPages: 1,
    ...(signal ? { signal } : {}),
  });
}
