import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { later } from "../../platform/clock.ts";
import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { formatPhoneNumber } from "../../platform/phone-number.ts";
import { callAtLeastMs } from "../limits.ts";
import { recordEvent } from "../record-event.ts";
import { switchMethod } from "../switch-method.ts";
import { type CallPlace, openCall } from "./open-call.ts";

type ShownNumber = { number: string; dialUrl: string; recordableAt: string };

/**
 * Puts the call-back, and shows the member the whole number that is on file: the only one that may be called. Who saw it and
 * when is in the timeline and the audit. Throws as openCall does.
 */
export async function showNumber(
  { db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">,
  { actor, ...place }: CallPlace & { actor: Actor },
): Promise<ShownNumber> {
  const at = now();
  const { organizationId, verificationId, challengeId } = place;
  return inOrganization(db, organizationId, async (tx) => {
    const { call, caller } = await openCall(tx, secrets, { ...place, actor, now: at });
    if (call.state === "offered") await switchMethod(tx, { ...place, actor, now: at });
    await tx.challenge.update({ where: { id: challengeId, organizationId }, data: { shownToId: caller.id, shownAt: at } });
    const details = { to: call.masked, by: caller.name };
    await recordEvent(tx, { organizationId, verificationId, at, kind: "number_shown", details });
    const subject = { kind: "verification", id: verificationId };
    await recordAudit(tx, { organizationId, at, actor, action: "verification.number_shown", subject, details: { to: call.masked } });
    const recordableAt = later(at, callAtLeastMs).toISOString();
    return { number: formatPhoneNumber(call.number), dialUrl: `tel:${call.number}`, recordableAt };
  });
}
