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
  const connection = await getUsableConnection(tx, { ...input, organizationId, actor });
  const ticketId = await takeTicket(tx, { ...input, connection, now });
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

type Wanted = { organizationId: string; connectionId: string; withTechnician?: boolean | undefined; actor: Actor };

/** The connection that is to be asked through. Throws as requestVerification does. */
export async function getUsableConnection(
  tx: Tx,
  { organizationId, connectionId, withTechnician, actor }: Wanted,
): Promise<{ id: string; organizationId: string; options: unknown }> {
  if (withTechnician && actor.kind !== "member") {
    throw new InputError("A key reads no number out", { code: "verification.needs_technician", field: "withTechnician" });
  }
  const connection = await tx.connection.findFirst({
    where: { id: connectionId, organizationId },
    select: { id: true, organizationId: true, state: true, options: true },
  });
  if (!connection) throw new NotFoundError(`No connection ${connectionId}`, { code: "connection.not_found" });
  if (connection.state === "connected") return connection;
  throw new ConflictError("The connection is not connected", { code: "verification.connection_off", context: { connectionId } });
}

type Named = {
  connection: { id: string; organizationId: string };
  ticketNumber?: string | undefined;
  autotaskTicketId?: number | undefined;
  now: Date;
};

/** Our row of the ticket that was named. Throws NotFoundError for a number that has not reached us. */
export function takeTicket(tx: Tx, { connection, ticketNumber, autotaskTicketId, now }: Named): Promise<string> {
  if (autotaskTicketId !== undefined) return savePlaceholderTicket(tx, { connection, autotaskId: autotaskTicketId, now });
  return getTicketId(tx, { organizationId: connection.organizationId, connectionId: connection.id, number: ticketNumber ?? "" });
}

/** Throws LimitError when the limits allow no further start or message. What is known before the requester is: their own limits are looked at when the first question is put. */
export async function requireWithinLimits(
  tx: Tx,
  { now, ...place }: { organizationId: string; ticketId: string; now: Date },
): Promise<void> {
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
