import { recordAudit } from "../../audit/record-audit.ts";
import { oneLine } from "../../notification/html.ts";
import type { Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { assert } from "../../platform/errors.ts";
import { passChallenge } from "../pass-challenge.ts";
import { putNextChallenge } from "../put-challenge.ts";
import { recordEvent } from "../record-event.ts";
import { settle } from "../settle.ts";
import { isOtherPerson } from "./is-other-person.ts";
import type { CheckResult } from "./wire-schema.ts";

export type Said = {
  organizationId: string;
  verificationId: string;
  challengeId: string;
  /** The check's. */
  id: string;
  providerId: string;
  providerName: string;
  messageId: string;
  said: CheckResult;
  now: Date;
};

/** What stands in the timeline of a result: foreign words on one line, which screens show as text. */
export function detailsOf({ providerName, said }: Pick<Said, "providerName" | "said">) {
  return { by: providerName, result: said.result, how: oneLine(said.method, 60), receipt: oneLine(said.receipt, 100) };
}

/**
 * Lets a result count: a pass for what an admin set, and never for another person than the contact; a failure ends the
 * verification; where the provider could not say, another way is asked. The caller holds the verification's row.
 */
export async function applyResult({ secrets }: Pick<Deps, "secrets">, tx: Tx, taken: Said): Promise<void> {
  const { organizationId, verificationId, challengeId, providerId, providerName, said, now } = taken;
  const { strength } = await tx.externalProvider.findUniqueOrThrow({ where: { id: providerId }, select: { strength: true } });
  const { destinationSealed, verification } = await tx.challenge.findUniqueOrThrow({
    where: { id: challengeId },
    select: { destinationSealed: true, verification: { select: { requesterName: true } } },
  });
  assert(destinationSealed, "An open question knows whom it asks");
  const email = secrets.open(destinationSealed, { table: "challenges", column: "destination", rowId: challengeId });
  const isOther = said.result === "passed" && isOtherPerson(said.checked, { name: verification.requesterName, email });
  const shown = detailsOf(taken);
  await tx.externalCheck.update({
    where: { id: taken.id },
    data: { result: said.result, checkedBy: shown.how, receipt: shown.receipt, answeredAt: now, urlSealed: null },
  });
  const details = { ...shown, otherPerson: isOther };
  await recordEvent(tx, { organizationId, verificationId, at: now, kind: "external_result", details });

  const actor = { kind: "provider", name: providerName } as const;
  const outcome = { verificationId, now, actor };
  if (said.result === "passed" && !isOther) await passChallenge(tx, { ...outcome, challengeId, provenStrength: strength });
  else if (said.result === "inconclusive") await goOnWithout(tx, { ...outcome, challengeId });
  else {
    const reason = isOther ? ("verification.external_other_person" as const) : ("verification.external_failed" as const);
    await settle(tx, { ...outcome, outcome: "failed", reason });
  }
  const subject = { kind: "verification", id: verificationId };
  await recordAudit(tx, { organizationId, at: now, actor, action: "verification.external_result", subject, details });
}

type Ended = { verificationId: string; challengeId: string; now: Date; actor: { kind: "provider"; name: string } };

/** This way is at its end; what else is offered is put, and where nothing is, it says why. */
async function goOnWithout(tx: Tx, { verificationId, challengeId, now, actor }: Ended): Promise<void> {
  const reason = "verification.external_inconclusive" as const;
  const erased = { settledAt: now, destinationSealed: null, codeMac: null, codeSealed: null };
  await tx.challenge.update({ where: { id: challengeId }, data: { state: "failed", reason, ...erased } });
  await putNextChallenge(tx, { verificationId, now, otherwise: { outcome: "not_possible", reason, actor } });
}
