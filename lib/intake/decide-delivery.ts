import type { LiveConnection } from "../connection/autotask-for.ts";
import { saveTicket, type TicketReading } from "../directory/read-ticket.ts";
import { whoOpened } from "../directory/who-opened.ts";
import { later } from "../platform/clock.ts";
import { inTransaction, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { decide, type PolicyDecision } from "../policy/decide.ts";
import { recordDecision } from "../policy/record-decision.ts";
import { findStrengthAsked } from "../policy/strength-settings.ts";
import type { ApproverReading } from "../verification/approval/approval-rows.ts";
import { startVerification } from "../verification/start-verification.ts";
import type { Strength } from "../verification/strength.ts";
import { endDelivery, type OpenDelivery, setFate, settleGapOf } from "./delivery-fate.ts";
import { oldestToAskMs } from "./reconcile/limits.ts";

type Place = Pick<LiveConnection, "id" | "organizationId" | "apiResourceId" | "options">;
type Facts = { delivery: OpenDelivery; place: Place; reading: TicketReading; approvers: ApproverReading[]; log: Log };
type DecideDeps = Pick<Deps, "db" | "secrets" | "now">;

/** Has the policy decide on what was read, and starts a verification or says why not, with the delivery's fate. */
export async function decideDelivery(deps: DecideDeps, { delivery, place, reading, approvers, log }: Facts): Promise<void> {
  const strengthAsked = await findStrengthAsked(deps.db, {
    ...{ organizationId: place.organizationId, connectionId: place.id },
    companyId: reading.ticket.companyId ?? (reading.requester.found ? reading.requester.requester.companyId : null),
  });
  const decision = decideOn(delivery, { place, reading, strengthAsked, now: deps.now() });
  try {
    await inTransaction(deps.db, (tx) => act(tx, deps, { delivery, place, reading, approvers, decision }));
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    // Another delivery of the same ticket, or a person, was first: nobody is asked twice. The one that started it, processed
    // again, did start it.
    const started = delivery.fate === "verification_started";
    return endDelivery(
      deps,
      delivery,
      started ? { fate: "verification_started", reason: null } : { fate: "ignored", reason: "intake.already_verified" },
    );
  }
  await settleGapOf(deps, delivery);
  log.info("intake.decided", { verify: decision.verify, reason: decision.reason });
}

type Looked = { place: Place; reading: TicketReading; strengthAsked: Strength; now: Date };

function decideOn(delivery: OpenDelivery, { place, reading, strengthAsked, now }: Looked): PolicyDecision {
  const { ticket, requester, sourceLabel } = reading;
  const oldest = later(now, -oldestToAskMs);
  return decide({
    isSwitchedOff: !place.options.capabilities.verifyNewTickets,
    // A person who has it processed again knows how old it is.
    isFoundTooLate:
      delivery.source === "reconciliation" && delivery.replayedAt === null && ticket.createDate !== null && ticket.createDate < oldest,
    createdBy: whoOpened({ ...ticket, apiResourceId: place.apiResourceId, sourceLabel }),
    ...{ sourceLabel, strengthAsked },
    requester: requester.found ? { found: true, isActive: requester.requester.isActive, from: requester.requester.from } : requester,
  });
}

type Decided = Omit<Facts, "log"> & { decision: PolicyDecision };

async function act(tx: Tx, deps: DecideDeps, { delivery, place, reading, approvers, decision }: Decided) {
  const now = deps.now();
  const { id: connectionId, organizationId } = place;
  const ticketId = await saveTicket(tx, deps.secrets, { connection: place, reading, now });
  if (delivery.replayedAt !== null && (await tx.verification.count({ where: { ticketId } })) > 0) {
    throw new ConflictError("The ticket has a verification", { code: "intake.already_verified" });
  }
  await recordDecision(tx, { organizationId, connectionId, ticketId, decision, now });
  if (!decision.verify || !reading.requester.found) {
    return setFate(tx, delivery, { fate: "not_verified", reason: decision.reason }, now);
  }
  await startVerification(tx, deps.secrets, {
    organizationId,
    connectionId,
    ticketId,
    run: "auto",
    strengthAsked: decision.strength,
    actor: { kind: "system" },
    now,
    requester: reading.requester.requester,
    companyName: reading.companyName,
    approvers,
  });
  await setFate(tx, delivery, { fate: "verification_started", reason: null }, now);
}
