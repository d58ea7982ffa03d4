import { composeNumberMail } from "../../notification/compose-number-mail.ts";
import type { Deps } from "../../platform/deps.ts";
import { UpstreamError } from "../../platform/errors.ts";
import type { Log } from "../../platform/log.ts";
import type { Mailer } from "../../platform/mail.ts";
import type { AskingOrganization } from "../asking.ts";
import { requesterLink } from "../requester-link.ts";

type Told = {
  challenge: { id: string; codeNumber: number };
  approverName: string;
  asking: AskingOrganization;
  verification: {
    id: string;
    tokenSealed: Uint8Array | null;
    requesterName: string | null;
    ticket: { number: string; technicianName: string | null };
  };
};

type TellDeps = Pick<Deps, "db" | "secrets" | "appUrl"> & { mail: Mailer; log: Log };

/**
 * Mails the requester the link to the page that shows their number, where their own mailbox may be written to. It proves
 * nothing and carries no number. Where it may not, only a page that the requester has open already shows the number.
 */
export async function tellRequester(deps: TellDeps, { challenge, approverName, asking, verification }: Told): Promise<void> {
  const own = await deps.db.challenge.findFirst({
    where: { verificationId: verification.id, method: "email_code", state: "offered", destinationSealed: { not: null } },
    select: { id: true, destinationSealed: true },
  });
  if (!own?.destinationSealed) return;
  const to = deps.secrets.open(own.destinationSealed, { table: "challenges", column: "destination", rowId: own.id });
  const { ticket, requesterName } = verification;
  const mail = composeNumberMail({
    ...{ language: asking.language, organizationName: asking.name, companyName: asking.companyName, approverName, requesterName },
    ...{ technicianName: ticket.technicianName, ticketNumber: ticket.number, link: requesterLink(deps, verification) },
  });
  try {
    await deps.mail.send({ ...mail, to, id: `${challenge.id}.${challenge.codeNumber}.requester`, fromName: asking.name });
  } catch (error) {
    // Their own mailbox does not take it: the approver is asked nevertheless.
    if (!(error instanceof UpstreamError && error.retry.when === "never")) throw error;
    deps.log.info("verification.requester_not_told", { verificationId: verification.id });
  }
}
