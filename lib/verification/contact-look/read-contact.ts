import { type Contact, findContact, findContactAndSharers } from "../../autotask/contacts.ts";
import { type AutotaskDeps, withAutotask } from "../../connection/autotask-for.ts";
import { type Requester, toRequester } from "../../directory/find-requester.ts";
import { findRegion } from "../../directory/read-ticket.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAskedEmail } from "./find-asked-email.ts";

type Asked = { verificationId: string; connectionId: string; contactId: number; signal: AbortSignal; timeoutMs?: number };

/** `sharedEmail`: the mailbox that was asked, where another person has it in their record as well. */
export type ContactReading = { contact: Requester | null; sharedEmail: string | null };

/**
 * The contact as Autotask has it at this moment, null when it is not there any more, and whether the mailbox that a proof rests
 * on is somebody else's too, whether or not we ever read them. One call for both. Throws as withAutotask does.
 */
export async function readContact(
  deps: AutotaskDeps & Pick<Deps, "secrets">,
  { verificationId, connectionId, contactId, ...options }: Asked,
): Promise<ContactReading> {
  const email = await findAskedEmail(deps.db, deps.secrets, verificationId);
  return withAutotask(
    deps,
    connectionId,
    async (autotask, connection) => {
      const { contact, sharers } =
        email === null
          ? { contact: await findContact(autotask, contactId), sharers: [] }
          : await findContactAndSharers(autotask, { id: contactId, email });
      if (!contact) return { contact: null, sharedEmail: null };
      const access = { db: deps.db, now: deps.now, autotask, connection };
      return {
        contact: toRequester(contact, { region: await findRegion(access, contact.companyId), from: "ticket" }),
        sharedEmail: sharers.some((each) => nameOf(each) !== nameOf(contact)) ? email : null,
      };
    },
    options,
  );
}

/** A second record of the same person is nobody else. Case and accents make no other name. */
function nameOf({ firstName, lastName }: Contact): string {
  return `${firstName.trim()} ${lastName.trim()}`.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
