import type { Actor } from "../../audit/record-audit.ts";
import { connectionOptionsSchema } from "../../connection/schema.ts";
import { saveCall } from "../../directory/read-ticket.ts";
import { later } from "../../platform/clock.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError, LimitError } from "../../platform/errors.ts";
import { codesMax, verificationLifetimeMs } from "../limits.ts";
import { newReceipt } from "../receipt.ts";
import { getUsableConnection, requireWithinLimits, takeTicket } from "../request-verification.ts";
import { startManualVerification } from "../start-verification.ts";
import type { Strength } from "../strength.ts";
import type { StartForCaller } from "./schema.ts";

type Start = StartForCaller & { organizationId: string; connectionId: string; contactId: number; strength: Strength; actor: Actor };

/** What names the requests of calls, so that one person's are counted together. */
const runOfCall = "call:";

/**
 * Starts a verification of a contact who called, for a ticket or for none. Where it goes is decided by Autotask's record of the
 * contact, which a job reads. Throws NotFoundError for a connection or a ticket number that is not the organization's, InputError
 * when a key wants a number read out, ConflictError when the connection is off or opens no tickets and when the ticket, or this
 * person without one, has an open verification, LimitError when the limits allow no further start.
 */
export function startForCaller(deps: Pick<Deps, "db" | "secrets" | "now">, input: Start): Promise<string> {
  const now = deps.now();
  const { organizationId, strength, withTechnician, contactId, actor } = input;
  return inOrganization(deps.db, organizationId, async (tx) => {
    const connection = await getUsableConnection(tx, input);
    const isOfTicket = input.autotaskTicketId !== undefined || input.ticketNumber !== undefined;
    const ticketId = isOfTicket ? await takeTicket(tx, { ...input, connection, now }) : await takeCall(tx, { ...input, connection, now });
    await requireWithinLimits(tx, { organizationId, ticketId, now });
    const id = await startManualVerification(tx, deps.secrets, {
      ...{ organizationId, connectionId: connection.id, ticketId, run: `${runOfCall}${crypto.randomUUID()}` },
      ...{ strengthAsked: strength, withTechnician, actor, now },
    });
    // Kept from the start: the job asks this person and no other.
    await tx.verification.update({ where: { id }, data: { requesterContactId: BigInt(contactId) } });
    return id;
  });
}

type Call = Start & { connection: { id: string; organizationId: string; options: unknown }; now: Date };

async function takeCall(tx: Tx, { connection, contactId, reason, openTicket = false, actor, now }: Call): Promise<string> {
  const { capabilities } = connectionOptionsSchema.parse(connection.options);
  if (openTicket && !capabilities.createTickets) {
    throw new ConflictError("The connection opens no tickets", { code: "verification.tickets_not_opened" });
  }
  await requireFree(tx, { connection, contactId, now });
  const number = newReceipt().replace(/^CS/, "CALL");
  const technician = await findTechnician(tx, { organizationId: connection.organizationId, actor });
  return saveCall(tx, { connection, contactId, reason, number, openInAutotask: openTicket, technician, now });
}

/** One question at a time, and no more codes than a ticket could send: without a ticket the person is what is counted by. */
async function requireFree(tx: Tx, { connection, contactId, now }: Pick<Call, "connection" | "contactId" | "now">): Promise<void> {
  const { id: connectionId, organizationId } = connection;
  // Two starts at once take turns.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`call:${connectionId}:${contactId}`}, 0))`;
  const ofCaller = { organizationId, connectionId, requesterContactId: BigInt(contactId), run: { startsWith: runOfCall } };
  if ((await tx.verification.count({ where: { ...ofCaller, settledAt: null } })) > 0) {
    throw new ConflictError("The caller has an open verification", { code: "verification.already_open" });
  }
  const { _sum } = await tx.challenge.aggregate({
    where: { createdAt: { gt: later(now, -verificationLifetimeMs) }, verification: ofCaller },
    _sum: { codeNumber: true },
  });
  if ((_sum.codeNumber ?? 0) < codesMax) return;
  const retryAfterSeconds = verificationLifetimeMs / 1_000;
  throw new LimitError("The caller's codes are used up for now", { code: "verification.no_codes_left", retryAfterSeconds });
}

/** Whoever takes the call is told of what comes of it, as the technician of a ticket is. */
async function findTechnician(tx: Tx, { organizationId, actor }: { organizationId: string; actor: Actor }) {
  if (actor.kind !== "member") return null;
  const where = { id: actor.id, organizationId };
  const member = await tx.member.findFirst({ where, select: { user: { select: { name: true, email: true } } } });
  return member?.user ?? null;
}
