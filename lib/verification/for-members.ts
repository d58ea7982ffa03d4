import type { Actor } from "../audit/record-audit.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { type NewCodeAnswer, resendVerification } from "./ask-new-code.ts";
import { cancelVerification } from "./cancel-verification.ts";
import { clearSuspicion, freezeContact, unfreezeContact } from "./freeze-contact.ts";
import { overrideVerification } from "./override-verification.ts";
import { countByState, countViews, listVerifications } from "./queries.ts";
import { requestVerification } from "./request-verification.ts";
import type { StartVerification, VerificationFilter, VerificationList, ViewCounts } from "./schema.ts";
import { switchMethod } from "./switch-method.ts";

// What members and API keys may ask of verifications, each in a transaction that sees their organization only. The caller
// has checked the permission.

type Member = { organizationId: string; actor: Actor };

/** A page of verifications, with how many there are in each state. Throws InputError for a cursor that is not ours. */
export function searchVerifications(
  { db }: Pick<Deps, "db">,
  { organizationId, filter }: { organizationId: string; filter: VerificationFilter },
): Promise<VerificationList & { counts: Record<string, number>; views: ViewCounts }> {
  return inOrganization(db, organizationId, async (tx) => ({
    ...(await listVerifications(tx, organizationId, filter)),
    counts: await countByState(tx, organizationId, filter),
    views: await countViews(tx, organizationId),
  }));
}

/** Starts one for a ticket; see requestVerification. Returns its id. */
export function startForMember(
  { db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">,
  input: StartVerification & Member,
): Promise<string> {
  return inOrganization(db, input.organizationId, (tx) => requestVerification(tx, secrets, { ...input, now: now() }));
}

/** Cancels one; see cancelVerification. */
export function cancelForMember({ db, now }: Pick<Deps, "db" | "now">, input: { verificationId: string } & Member): Promise<void> {
  return inOrganization(db, input.organizationId, (tx) => cancelVerification(tx, { ...input, now: now() }));
}

/** Sends another code; see resendVerification. */
export function resendForMember({ db, now }: Pick<Deps, "db" | "now">, input: { verificationId: string } & Member): Promise<NewCodeAnswer> {
  return inOrganization(db, input.organizationId, (tx) => resendVerification(tx, { ...input, now: now() }));
}

/** Asks by another of the offered methods; see switchMethod. */
export function switchForMember(
  { db, now }: Pick<Deps, "db" | "now">,
  input: { verificationId: string; challengeId: string } & Member,
): Promise<void> {
  return inOrganization(db, input.organizationId, (tx) => switchMethod(tx, { ...input, now: now() }));
}

/** A lead decides without proof; see overrideVerification. Returns the id of the one that carries the decision. */
export function overrideForMember(
  { db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">,
  input: { verificationId: string; reason: string } & Member,
): Promise<string> {
  return inOrganization(db, input.organizationId, (tx) => overrideVerification(tx, secrets, { ...input, now: now() }));
}

/** A lead freezes the requester of a verification; see freezeContact. */
export function freezeForMember({ db, now }: Pick<Deps, "db" | "now">, input: { verificationId: string } & Member): Promise<void> {
  return inOrganization(db, input.organizationId, (tx) => freezeContact(tx, { ...input, now: now() }));
}

/** A lead clears a suspicion; see clearSuspicion. */
export function clearForMember(
  { db, now }: Pick<Deps, "db" | "now">,
  input: { verificationId: string; reason: string } & Member,
): Promise<void> {
  return inOrganization(db, input.organizationId, (tx) => clearSuspicion(tx, { ...input, now: now() }));
}

/** A lead lifts a freeze; see unfreezeContact. */
export function unfreezeForMember(
  { db, now }: Pick<Deps, "db" | "now">,
  input: { verificationId: string; reason: string } & Member,
): Promise<void> {
  return inOrganization(db, input.organizationId, (tx) => unfreezeContact(tx, { ...input, now: now() }));
}
