import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { later } from "../../platform/clock.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError, InputError } from "../../platform/errors.ts";
import { callAtLeastMs, callAtMostMs } from "../limits.ts";
import { type PassedTo, passChallenge } from "../pass-challenge.ts";
import { recordEvent } from "../record-event.ts";
import type { Caller } from "../require-other.ts";
import type { RecordCall } from "../schema.ts";
import { settle } from "../settle.ts";
import { type CallPlace, type OpenCall, openCall } from "./open-call.ts";

type CallOutcome = Exclude<PassedTo, "passed"> | "proven" | "denied" | "no_answer";
type Recorded = CallPlace & RecordCall & { actor: Actor };

/**
 * Writes down what the person said on the number on file: confirmed passes the method, denied ends the verification, no answer
 * leaves it open. Only by the member to whom the number was shown for this very verification, not at once, and with the last
 * digits of what was dialled: a caller who is still on the line from another number was not called back. Throws InputError
 * for other digits, ConflictError for a call that cannot have been made, else as openCall does.
 */
export async function recordCall(
  { db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">,
  { result, lastDigits, actor, ...place }: Recorded,
): Promise<CallOutcome> {
  const at = now();
  const { organizationId, verificationId } = place;
  return inOrganization(db, organizationId, async (tx) => {
    const { call, caller } = await openCall(tx, secrets, { ...place, actor, now: at });
    requireCalled(call, { caller, lastDigits, now: at });
    const details = { to: call.masked, by: caller.name, result };
    await recordEvent(tx, { organizationId, verificationId, at, kind: "call_recorded", details });
    const answer = await act(tx, { ...place, result, actor: caller, calledAt: call.shownAt, now: at });
    const subject = { kind: "verification", id: verificationId };
    await recordAudit(tx, {
      organizationId,
      at,
      actor,
      action: "verification.call_recorded",
      subject,
      details: { to: call.masked, result },
    });
    return answer;
  });
}

function requireCalled(call: OpenCall, { caller, lastDigits, now }: { caller: Caller; lastDigits: string; now: Date }): void {
  const { shownAt, shownToId, state, number } = call;
  if (state !== "waiting" || shownAt === null || shownToId !== caller.id || later(shownAt, callAtMostMs) < now) {
    throw new ConflictError("The number was not shown to this member", { code: "verification.number_not_shown" });
  }
  if (later(shownAt, callAtLeastMs) > now) throw new ConflictError("Nobody calls that fast", { code: "verification.call_too_short" });
  const [dialled = ""] = number.split(";");
  if (dialled.slice(-4) !== lastDigits) {
    throw new InputError("Not the number on file", { code: "verification.other_number", field: "lastDigits" });
  }
}

type Act = CallPlace & Pick<RecordCall, "result"> & { actor: Caller; calledAt: Date | null; now: Date };

async function act(tx: Tx, { result, actor, calledAt, now, ...place }: Act): Promise<CallOutcome> {
  const { organizationId, verificationId, challengeId } = place;
  await tx.challenge.update({ where: { id: challengeId, organizationId }, data: { sentAt: calledAt } });
  if (result === "confirmed") {
    const passed = await passChallenge(tx, { verificationId, challengeId, actor, now });
    // The member sees the outcome with the answer: whether something is left to ask is not this call's.
    return passed === "passed" ? "proven" : "more";
  }
  if (result === "denied") await settle(tx, { verificationId, outcome: "denied", actor, now });
  return result;
}
