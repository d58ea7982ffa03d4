import { getTicketView } from "../directory/queries.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { readWithWriteBacks } from "./read-verification.ts";
import type { TicketAnswer, VerificationAnswer } from "./schema.ts";

/** A ticket rarely has more than two; this bounds what a loop of starts and cancels could make a page read. */
const verificationsMost = 20;

/** One ticket with its verifications, newest first. Throws NotFoundError for a foreign or missing one. */
export function readTicketWithVerifications(
  { db }: Pick<Deps, "db">,
  { organizationId, ticketId }: { organizationId: string; ticketId: string },
): Promise<TicketAnswer> {
  return inOrganization(db, organizationId, async (tx) => {
    const ticket = await getTicketView(tx, organizationId, ticketId);
    const ids = await tx.verification.findMany({
      where: { organizationId, ticketId },
      select: { id: true },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: verificationsMost,
    });
    const verifications: VerificationAnswer[] = [];
    for (const { id } of ids) verifications.push(await readWithWriteBacks(tx, { organizationId, verificationId: id }));
    return { ...ticket, verifications };
  });
}
