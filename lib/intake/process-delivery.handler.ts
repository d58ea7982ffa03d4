import { type LiveConnection, withAutotask } from "../connection/autotask-for.ts";
import { ConnectionUnusableError } from "../connection/connection-unusable.ts";
import { recordDelivery } from "../connection/record-delivery.ts";
import { readTicket, saveTicket, type TicketReading } from "../directory/read-ticket.ts";
import type { processDelivery } from "../jobs/catalog.ts";
import type { JobHandler, WorkerDeps } from "../jobs/job-handler.ts";
import { inTransaction, type Tx } from "../platform/db/database.ts";
import { ConflictError, UpstreamError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { decide, whoOpened } from "../policy/decide.ts";
import { recordDecision } from "../policy/record-decision.ts";
import { startVerification } from "../verification/start-verification.ts";

type Place = Pick<LiveConnection, "id" | "organizationId" | "apiResourceId" | "options">;
type Fate = { fate: "verification_started" | "not_verified" | "ignored" | "failed"; reason: string | null };

/** How often Autotask may refuse a ticket with words we do not know, before we believe it. */
const unknownRefusalsMost = 3;

/**
 * Reads the ticket that a delivery is about, decides, and starts a verification. The delivery is a hint only: everything
 * that counts is read from Autotask. While the connection is blocked the delivery waits, and no attempt is burned.
 */
export const handleProcessDelivery: JobHandler<typeof processDelivery> = async (
  deps,
  { payload: { deliveryId }, log, signal, attempt },
) => {
  const delivery = await deps.db.delivery.findUnique({
    where: { id: deliveryId },
    select: { id: true, connectionId: true, autotaskTicketId: true, processedAt: true, receivedAt: true },
  });
  if (!delivery || delivery.processedAt || delivery.autotaskTicketId === null) return;
  const autotaskId = Number(delivery.autotaskTicketId);
  const { connectionId } = delivery;
  const bound = log.with({ connectionId, deliveryId });

  try {
    const { reading, place } = await withAutotask(
      deps,
      connectionId,
      async (autotask, connection) => ({
        place: connection,
        reading: await readTicket(
          { db: deps.db, now: deps.now, autotask, connection },
          { autotaskId, defaultContactId: connection.options.defaultContactId },
        ),
      }),
      { signal },
    );
    await recordDelivery(deps.db, delivery);
    if (!reading) return await end(deps, deliveryId, { fate: "ignored", reason: "intake.ticket_gone" });
    await decideAndStart(deps, { deliveryId, place, reading, log: bound });
  } catch (error) {
    if (error instanceof UpstreamError && error.code === "autotask.invalid" && attempt < unknownRefusalsMost) {
      // A text we do not know may be a passing one, and a ticket given up for it would never be verified.
      throw new UpstreamError(error.message, { code: error.code, context: error.context, cause: error, retry: { when: "backoff" } });
    }
    if (error instanceof UpstreamError && error.retry.when === "never") {
      bound.error("intake.refused", error);
      return await end(deps, deliveryId, { fate: "failed", reason: "intake.autotask_refused" });
    }
    if (!(error instanceof ConnectionUnusableError)) throw error;
    if (error.code === "connection.not_connected") return await endOrWait(deps, delivery);
    bound.warn("intake.parked", { code: error.code });
  }
};

/** A delivery for a connection that is off ends; one that came while Connect was at its last steps is tried again. */
async function endOrWait(deps: WorkerDeps, { id, connectionId }: { id: string; connectionId: string }): Promise<void> {
  const { state } = await deps.db.connection.findUniqueOrThrow({ where: { id: connectionId }, select: { state: true } });
  if (state === "connecting") {
    throw new UpstreamError("The connection is not ready yet", {
      code: "intake.connecting",
      context: { connectionId },
      retry: { when: "backoff" },
    });
  }
  await end(deps, id, { fate: "ignored", reason: "intake.connection_off" });
}

async function decideAndStart(
  deps: WorkerDeps,
  { deliveryId, place, reading, log }: { deliveryId: string; place: Place; reading: TicketReading; log: Log },
): Promise<void> {
  const { ticket, requester } = reading;
  const decision = decide({
    isSwitchedOff: !place.options.capabilities.verifyNewTickets,
    createdBy: whoOpened({ ...ticket, apiResourceId: place.apiResourceId, sourceLabel: reading.sourceLabel }),
    sourceLabel: reading.sourceLabel,
    requester: requester.found ? { found: true, isActive: requester.requester.isActive, from: requester.requester.from } : requester,
  });
  try {
    await inTransaction(deps.db, async (tx) => {
      const ticketId = await saveTicket(tx, { connection: place, reading, now: deps.now() });
      await recordDecision(tx, { organizationId: place.organizationId, connectionId: place.id, ticketId, decision, now: deps.now() });
      if (!decision.verify || !requester.found)
        return setFate(tx, deliveryId, { fate: "not_verified", reason: decision.reason }, deps.now());
      await startVerification(tx, deps.secrets, {
        organizationId: place.organizationId,
        connectionId: place.id,
        ticketId,
        run: "auto",
        actor: { kind: "system" },
        now: deps.now(),
        requester: requester.requester,
        companyName: reading.companyName,
      });
      await setFate(tx, deliveryId, { fate: "verification_started", reason: null }, deps.now());
    });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    // Another delivery of the same ticket, or a person, was first: nobody is asked twice.
    return end(deps, deliveryId, { fate: "ignored", reason: "intake.already_verified" });
  }
  log.info("intake.decided", { verify: decision.verify, reason: decision.reason });
}

async function end({ db, now }: WorkerDeps, deliveryId: string, fate: Fate): Promise<void> {
  await inTransaction(db, (tx) => setFate(tx, deliveryId, fate, now()));
}

async function setFate(tx: Tx, deliveryId: string, { fate, reason }: Fate, now: Date): Promise<void> {
  await tx.delivery.updateMany({ where: { id: deliveryId, processedAt: null }, data: { fate, fateReason: reason, processedAt: now } });
}
