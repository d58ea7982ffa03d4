import { isAutotaskError } from "../autotask/errors.ts";
import { withAutotask } from "../connection/autotask-for.ts";
import { ConnectionUnusableError } from "../connection/connection-unusable.ts";
import { recordDelivery } from "../connection/record-delivery.ts";
import { findMissingRights } from "../connection/watch/find-missing-rights.ts";
import { readTicket } from "../directory/read-ticket.ts";
import type { processDelivery } from "../jobs/catalog.ts";
import type { JobHandler, WorkerDeps } from "../jobs/job-handler.ts";
import { later } from "../platform/clock.ts";
import { UpstreamError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { readApprovers } from "../verification/approval/read-approvers.ts";
import { decideDelivery } from "./decide-delivery.ts";
import { endDelivery, findOpenDelivery, type OpenDelivery } from "./delivery-fate.ts";
import { oldestToAskMs } from "./reconcile/limits.ts";
import { noticeLostCallouts } from "./reconcile/notice-lost-callouts.ts";
import type { DeliveryReason } from "./schema.ts";

/** How often Autotask may refuse a ticket with words we do not know, before we believe it. */
const unknownRefusalsMost = 3;

/**
 * Reads the ticket that a delivery is about, decides, and starts a verification. The delivery is a hint only: everything
 * that counts is read from Autotask. While the connection is blocked or paused, or lacks a right that it needs, the delivery
 * waits, and no attempt is burned; one that waited for a day because of a person's doing ends unasked.
 */
export const handleProcessDelivery: JobHandler<typeof processDelivery> = async (
  deps,
  { payload: { deliveryId }, log, signal, attempt },
) => {
  const delivery = await findOpenDelivery(deps.db, deliveryId);
  if (!delivery) return;
  const { connectionId } = delivery;
  const bound = log.with({ connectionId, deliveryId });
  if (attempt === 1) await noticeLostCallouts(deps, delivery);
  const tooLate = whyTooLate(delivery, deps.now());
  if (tooLate) return endDelivery(deps, delivery, { fate: "not_verified", reason: tooLate });
  try {
    await process(deps, delivery, { log: bound, signal });
  } catch (error) {
    if (error instanceof UpstreamError && mayPass(error, attempt)) {
      // A ticket given up for what was a passing answer would never be verified.
      throw new UpstreamError(error.message, { code: error.code, context: error.context, cause: error, retry: { when: "backoff" } });
    }
    if (isAutotaskError(error, "autotask.forbidden") && (await findMissingRights(deps, { connectionId, signal }))) {
      bound.warn("intake.parked", { code: "connection.permission_missing" });
      return await wait(deps, delivery, "intake.right_missing");
    }
    if (error instanceof UpstreamError && error.retry.when === "never") {
      bound.error("intake.refused", error);
      return await endDelivery(deps, delivery, { fate: "failed", reason: "intake.autotask_refused" });
    }
    if (!(error instanceof ConnectionUnusableError)) throw error;
    if (error.code === "connection.not_connected") return await endOrWait(deps, delivery);
    bound.warn("intake.parked", { code: error.code });
  }
};

/** A text we do not know, for some tries; what does not read like Autotask, as long as it takes, for it is not Autotask's word. */
function mayPass({ code }: UpstreamError, attempt: number): boolean {
  return code === "autotask.unreadable" || (code === "autotask.invalid" && attempt < unknownRefusalsMost);
}

async function process(deps: WorkerDeps, delivery: OpenDelivery, { log, signal }: { log: Log; signal: AbortSignal }): Promise<void> {
  const { reading, approvers, place } = await withAutotask(
    deps,
    delivery.connectionId,
    async (autotask, connection) => {
      const access = { db: deps.db, now: deps.now, autotask, connection };
      const { defaultContactId } = connection.options;
      const ticket = await readTicket(access, { autotaskId: Number(delivery.autotaskTicketId), defaultContactId });
      return {
        place: connection,
        reading: ticket,
        approvers: ticket
          ? await readApprovers(access, deps.secrets, { requester: ticket.requester, companyId: ticket.ticket.companyId })
          : [],
      };
    },
    { signal },
  );
  // A ticket that we found ourselves says nothing about the webhook.
  if (delivery.source === "webhook") await recordDelivery(deps.db, delivery);
  if (!reading) return endDelivery(deps, delivery, { fate: "ignored", reason: "intake.ticket_gone" });
  return decideDelivery(deps, { delivery, place, reading, approvers, log });
}

/** Whoever asked a day ago, while the connection was paused or lacked a right, does not wait any more. */
function whyTooLate({ fateReason, receivedAt, replayedAt }: OpenDelivery, now: Date): DeliveryReason | null {
  if (replayedAt !== null || later(receivedAt, oldestToAskMs) > now) return null;
  if (fateReason === "intake.connection_paused") return "intake.arrived_while_paused";
  return fateReason === "intake.right_missing" ? "intake.right_came_too_late" : null;
}

/** Not processed and queued no more: what ends the wait queues it again (`resumeParked`). */
async function wait({ db }: WorkerDeps, { id }: OpenDelivery, fateReason: DeliveryReason): Promise<void> {
  await db.delivery.updateMany({ where: { id, processedAt: null }, data: { fateReason } });
}

/**
 * A delivery for a connection that is off ends; one for a paused connection waits until it resumes; one that came while
 * Connect was at its last steps is tried again.
 */
async function endOrWait(deps: WorkerDeps, delivery: OpenDelivery): Promise<void> {
  const { connectionId } = delivery;
  const { state } = await deps.db.connection.findUniqueOrThrow({ where: { id: connectionId }, select: { state: true } });
  if (state === "paused") return wait(deps, delivery, "intake.connection_paused");
  if (state === "connecting" || state === "connected") {
    throw new UpstreamError("The connection is not ready yet", {
      code: "intake.connecting",
      context: { connectionId },
      retry: { when: "backoff" },
    });
  }
  await endDelivery(deps, delivery, { fate: "ignored", reason: "intake.connection_off" });
}
