import { findContact } from "../../autotask/contacts.ts";
import { type AutotaskDeps, withAutotask } from "../../connection/autotask-for.ts";
import { type Requester, toRequester } from "../../directory/find-requester.ts";
import { findRegion } from "../../directory/read-ticket.ts";

type Asked = { connectionId: string; contactId: number; signal: AbortSignal; timeoutMs?: number };

/** The contact as Autotask has it at this moment, null when it is not there any more. Throws as withAutotask does. */
export async function readContact(deps: AutotaskDeps, { connectionId, contactId, ...options }: Asked): Promise<Requester | null> {
  return withAutotask(
    deps,
    connectionId,
    async (autotask, connection) => {
      const contact = await findContact(autotask, contactId);
      if (!contact) return null;
      const access = { db: deps.db, now: deps.now, autotask, connection };
      return toRequester(contact, { region: await findRegion(access, contact.companyId), from: "ticket" });
    },
    options,
  );
}
