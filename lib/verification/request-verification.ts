import type { Actor } from "../audit/record-audit.ts";
import { savePlaceholderTicket } from "../directory/read-ticket.ts";
import type { Tx } from "../platform/db/database.ts";
import { ConflictError, InputError, LimitError, NotFoundError } from "../platform/errors.ts";
import type { Secrets } from "../platform/secrets.ts";
import { findMessageLimit, findStartLimit } from "./limits/count-started.ts";
import type { StartVerification } from "./schema.ts";
import { startManualVerification } from "./start-verification.ts";

/**
 * A person asks for a verification of one ticket. Throws NotFoundError for a connection or ticket number that is not the
 * organization's, InputError when a key wants a number read out, ConflictError when the connection is off or the ticket has an open verification, LimitError when
 * the ticket or the organization has had as many as its limits allow.
 */
export async function requestVerification(
  tx: Tx,
  secrets: Secrets,
  { organizationId, actor, now, ...input }: StartVerification & { organizationId: string; actor: Actor; now: Date },
): Promise<string> {
  if (input.withTechnician && actor.kind !== "member") {
    throw new InputError("A key reads no number out", { code: "verification.needs_technician", field: "withTechnician" });
  }
  const connection = await tx.connection.findFirst({
    where: { id: input.connectionId, organizationId },
    select: { id: true, organizationId: true, state: true },
  });
  if (!connection) throw new NotFoundError(`No connection ${input.connectionId}`, { code: "connection.not_found" });
  if (connection.state !== "connected") {
    throw new ConflictError("The connection is not connected", {
      code: "verification.connection_off",
      context: { connectionId: connection.id },
    });
  }
  const ticketId =
    input.autotaskTicketId === undefined
      ? await getTicketId(tx, { organizationId, connectionId: connection.id, number: input.ticketNumber ?? "" })
      : await savePlaceholderTicket(tx, { connection, autotaskId: input.autotaskTicketId, now });
  await requireWithinLimits(tx, { organizationId, ticketId, now });
  return startManualVerification(tx, secrets, {
    organizationId,
    connectionId: connection.id,
    ticketId,
    run: crypto.randomUUID(),
    strengthAsked: input.strength ?? "weak",
    withTechnician: input.withTechnician,
    actor,
    now,
  });
}

/** What is known before the requester is: their own limits are looked at when the first question is put. */
async function requireWithinLimits(tx: Tx, { now, ...place }: { organizationId: string; ticketId: string; now: Date }): Promise<void> {
  const subject = { ...place, contactMac: null, companyId: null, now };
  const reached = (await findMessageLimit(tx, subject)) ?? (await findStartLimit(tx, subject));
  if (reached === null) return;
  throw new LimitError("As many as the limits allow", {
    code: "verification.no_codes_left",
    retryAfterSeconds: Math.max(1, Math.ceil((reached.until.getTime() - now.getTime()) / 1_000)),
    context: { ticketId: place.ticketId, limit: reached.limit },
  });
}

async function getTicketId(tx: Tx, where: { organizationId: string; connectionId: string; number: string }): Promise<string> {
  const ticket = await tx.ticket.findFirst({ where, select: { id: true } });
  if (!ticket) throw new NotFoundError("No such ticket has reached us", { code: "verification.ticket_unknown" });
  return ticket.id;
}
