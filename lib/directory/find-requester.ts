import type { AutotaskClient } from "../autotask/client.ts";
import { findContact } from "../autotask/contacts.ts";

/** The contact who is to be verified, as Autotask's record has it now. Never taken from the ticket's text. */
export type Requester = {
  contactId: number;
  companyId: number | null;
  name: string;
  /** The record's own address, null when it has none that a mail can be sent to. */
  email: string | null;
  /** Further addresses of the record, as they stand there. */
  otherEmails?: string[];
  isActive: boolean;
  /** When the record was made and last changed in Autotask; null where Autotask does not say. */
  createdAt: Date | null;
  modifiedAt: Date | null;
  from: "ticket" | "default_contact";
};

export type RequesterLookup = { found: true; requester: Requester } | { found: false; why: "no_contact" | "contact_missing" };

/**
 * The contact of the ticket, else the contact that the connection names for tickets without one. Always read from
 * Autotask: an address that changed, or a person who left, must count at once.
 */
export async function findRequester(
  autotask: AutotaskClient,
  { ticketContactId, defaultContactId }: { ticketContactId: number | null; defaultContactId: number | null },
): Promise<RequesterLookup> {
  const contactId = ticketContactId ?? defaultContactId;
  if (contactId === null) return { found: false, why: "no_contact" };
  const contact = await findContact(autotask, contactId);
  if (!contact) return { found: false, why: "contact_missing" };
  return {
    found: true,
    requester: {
      contactId,
      companyId: contact.companyId,
      name: [contact.firstName, contact.lastName].filter(Boolean).join(" "),
      email: usableAddress(contact.emailAddress),
      otherEmails: [contact.emailAddress2, contact.emailAddress3].flatMap((address) => address ?? []),
      isActive: contact.isActive,
      createdAt: contact.createDate,
      modifiedAt: contact.lastModifiedDate,
      from: ticketContactId === null ? "default_contact" : "ticket",
    },
  };
}

// One address and nothing else: no list, no display name, no quoted local part (how GHSA-5jpx-9hw9-2fx4 sent codes astray).
const address = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/;

/** The address when it is one plain e-mail address, else null. */
export function usableAddress(text: string | null): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed.length <= 254 && address.test(trimmed) ? trimmed : null;
}
