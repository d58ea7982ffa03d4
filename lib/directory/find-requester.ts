import type { AutotaskClient } from "../autotask/client.ts";
import { type Contact, findContact } from "../autotask/contacts.ts";
import { type PhoneNumber, parsePhoneNumber } from "../platform/phone-number.ts";

/** The contact who is to be verified, as Autotask's record has it now. Never taken from the ticket's text. */
export type Requester = {
  contactId: number;
  companyId: number | null;
  name: string;
  /** The record's own address, null when it has none that a mail can be sent to. */
  email: string | null;
  /** Further addresses of the record. Nothing is sent to them; they tell whose mailbox it is. */
  otherEmails: readonly string[];
  /** The record's numbers that can be dialled: mobile phone, phone, alternate phone. */
  phones: readonly PhoneNumber[];
  isActive: boolean;
  /** When the record was made and last changed in Autotask; null where Autotask does not say. */
  createdAt: Date | null;
  modifiedAt: Date | null;
  /** `caller`: chosen by a technician who speaks with them. */
  from: "ticket" | "default_contact" | "caller";
};

export type RequesterLookup = { found: true; requester: Requester } | { found: false; why: "no_contact" | "contact_missing" };

/**
 * The contact of the ticket, else the contact that the connection names for tickets without one. Always read from
 * Autotask: an address that changed, or a person who left, must count at once.
 */
export async function findRequester(
  autotask: AutotaskClient,
  { ticketContactId, defaultContactId, regionOf }: Asked,
): Promise<RequesterLookup> {
  const contactId = ticketContactId ?? defaultContactId;
  if (contactId === null) return { found: false, why: "no_contact" };
  const contact = await findContact(autotask, contactId);
  if (!contact) return { found: false, why: "contact_missing" };
  const from = ticketContactId === null ? "default_contact" : "ticket";
  return { found: true, requester: toRequester(contact, { region: await regionOf(contact.companyId), from }) };
}

type Asked = {
  ticketContactId: number | null;
  defaultContactId: number | null;
  /** The country whose national numbers people of a company mean. */
  regionOf: (companyId: number | null) => Promise<string | null>;
};

/** What counts of a contact's record. */
export function toRequester(contact: Contact, { region, from }: { region: string | null; from: Requester["from"] }): Requester {
  return {
    contactId: contact.id,
    companyId: contact.companyId,
    name: [contact.firstName, contact.lastName].filter(Boolean).join(" "),
    email: usableAddress(contact.emailAddress),
    otherEmails: [contact.emailAddress2, contact.emailAddress3].flatMap((text) => usableAddress(text) ?? []),
    phones: phonesOf(contact, region),
    isActive: contact.isActive,
    createdAt: contact.createDate,
    modifiedAt: contact.lastModifiedDate,
    from,
  };
}

function phonesOf({ mobilePhone, phone, alternatePhone }: Contact, region: string | null): PhoneNumber[] {
  const numbers = [mobilePhone, phone, alternatePhone].flatMap((text) => parsePhoneNumber(text, region) ?? []);
  return numbers.filter(({ address }, index) => numbers.findIndex((each) => each.address === address) === index);
}

// One address and nothing else: no list, no display name, no quoted local part (how GHSA-5jpx-9hw9-2fx4 sent codes astray).
const address = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/;

/** The address when it is one plain e-mail address, else null. */
export function usableAddress(text: string | null): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed.length <= 254 && address.test(trimmed) ? trimmed : null;
}
