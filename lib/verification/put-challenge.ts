import { type Actor, lockAudit } from "../audit/record-audit.ts";
import { readDestinations } from "../directory/destinations.ts";
import type { Requester } from "../directory/find-requester.ts";
import { sendChallenge, tellCallWaits } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { later } from "../platform/clock.ts";
import type { Tx } from "../platform/db/database.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import type { Secrets } from "../platform/secrets.ts";
import { type ApproverReading, keepApprovals, withdrawApprovals } from "./approval/approval-rows.ts";
import type { Assessment } from "./assess-methods.ts";
import { assessPerson } from "./assess-person.ts";
import { chooseMethod } from "./choose-method.ts";
import { contactKey } from "./contact-key.ts";
import { isFrozen } from "./freeze-contact.ts";
import { findStartLimit, type Reached } from "./limits/count-started.ts";
import { findLimits } from "./limits/read-limits.ts";
import { callSoonByMemberMs, callSoonMs } from "./limits.ts";
import type { ExternalFact } from "./methods/method.ts";
import { getMethod, methods } from "./methods/registry.ts";
import { beginQuestions } from "./questions/rounds.ts";
import type { ReasonCode } from "./reason-codes.ts";
import { recordEvent } from "./record-event.ts";
import { reusePass } from "./reuse/reuse-pass.ts";
import { listEvidence, settle } from "./settle.ts";
import type { Outcome } from "./states.ts";
import { tellingReason } from "./telling-reason.ts";
import { strongestFirst, worthOf } from "./worth-of.ts";

type First = { verificationId: string; requester: Requester; approvers?: readonly ApproverReading[]; now: Date };

/**
 * Writes down for each method whether the person can be asked by it, or why not, and puts the one that reaches what was
 * asked. When none does, the verification ends as not possible: proof is never traded for convenience, and the reason says
 * what is missing; and for a person whom a freeze holds, before anything is looked at. Destinations are kept from here on: what changes in the record later changes nothing in this verification.
 */
export async function putFirstChallenge(
  tx: Tx,
  secrets: Secrets,
  { verificationId, requester, approvers = [], now }: First,
): Promise<void> {
  const { organizationId, connectionId, requesterContactId, ticketId, companyId, ticket } = await tx.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: {
      organizationId: true,
      connectionId: true,
      ...{ requesterContactId: true, ticketId: true, companyId: true },
      ticket: { select: { createdInAutotaskAt: true, title: true, sourceLabel: true, createdByContactId: true } },
    },
  });
  const connection = { id: connectionId, organizationId };
  const contactMac = contactKey(secrets, { organizationId, connectionId, contactId: requesterContactId, email: requester.email });
  await tx.verification.update({ where: { id: verificationId }, data: { contactMac, contactReadAt: now } });
  if (await isFrozen(tx, { organizationId, contactMac })) {
    const end = { outcome: "not_possible", reason: "verification.contact_frozen", actor: { kind: "system" } } as const;
    return settle(tx, { verificationId, ...end, now });
  }
  const { freshChangeDays } = await findLimits(tx, organizationId);
  const circumstances = {
    ...{ now, freshChangeDays },
    contact: { ...requester, id: requester.contactId },
    ticket: {
      ...ticket,
      createdAt: ticket.createdInAutotaskAt ?? now,
      createdByContactId: ticket.createdByContactId === null ? null : Number(ticket.createdByContactId),
    },
    history: await readDestinations(tx, secrets, { connection, requester, now }),
  };
  // Starts of one organization take turns from here on, so that two at once do not both see one left.
  await lockAudit(tx, organizationId);
  if (await reusePass(tx, { verificationId, requester, circumstances, now })) return;
  const reached = await findStartLimit(tx, { organizationId, contactMac, companyId, ticketId, now });
  if (reached !== null) {
    await recordEvent(tx, { organizationId, verificationId, at: now, kind: "limit_reached", details: toDetails(reached, now) });
    const end = { outcome: "not_possible", reason: "verification.too_many_starts", actor: { kind: "system" } } as const;
    return settle(tx, { verificationId, ...end, now });
  }
  const { table, companySignIn, externalProvider } = await assessPerson(tx, secrets, { connection, requester, approvers, circumstances });
  const rows = table.map((each) => ({
    each,
    row: toRow(each, secrets, { verificationId, organizationId, now, companySignIn, externalProvider }),
  }));
  await tx.challenge.createMany({ data: rows.map(({ row }) => row) });
  for (const { each, row } of rows) if (each.usable) await keepApprovals(tx, { challenge: row, approver: each.destination?.approver });
  await beginQuestions(tx, { organizationId, verificationId, requester });
  await putNextChallenge(tx, { verificationId, now });
}

/** Which limit, and how long it stays reached. */
function toDetails({ limit, until }: Reached, now: Date) {
  return { limit, waitSeconds: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1_000)) };
}

type Place = {
  verificationId: string;
  organizationId: string;
  now: Date;
  companySignIn: { providerId: string } | null;
  externalProvider: ExternalFact | null;
};

function toRow(
  each: Assessment,
  secrets: Secrets,
  { now, companySignIn, externalProvider, ...place }: Place,
): Prisma.ChallengeCreateManyInput & { id: string } {
  const { method, destination } = each;
  const sendTo = each.usable ? (destination ?? each.linkTo) : null;
  const id = crypto.randomUUID();
  return {
    id,
    ...place,
    method: method.id,
    createdAt: now,
    ...(each.usable ? { state: "offered" as const } : { state: "unusable" as const, reason: each.reason, settledAt: now }),
    ...(method.id === "company_sign_in" && { identityProviderId: companySignIn?.providerId ?? null }),
    ...(method.id === "external_provider" && { externalProviderId: externalProvider?.providerId ?? null }),
    ...(each.usable && each.worth !== undefined && { worth: each.worth }),
    destinationMasked: destination?.masked ?? sendTo?.masked ?? null,
    destinationMac: method.channel === "phone" && sendTo ? secrets.mac("phone number", `${place.organizationId}.${sendTo.address}`) : null,
    // One that a guard refused is shown, masked, and cannot be written to by anybody.
    destinationSealed: sendTo && secrets.seal(sendTo.address, { table: "challenges", column: "destination", rowId: id }),
  };
}

export type Otherwise = { outcome: Outcome; reason: ReasonCode; actor: Actor };
type Next = { verificationId: string; now: Date; otherwise?: Otherwise };

/**
 * Puts the method that is enough, or the first of two that are, with what was passed before. When none is, the verification
 * ends as not possible, or as `otherwise` says.
 */
export async function putNextChallenge(tx: Tx, { verificationId, now, otherwise }: Next): Promise<void> {
  const { choice, rows, strengthRaisedFrom } = await findNext(tx, verificationId);
  if (choice !== null) return beginChallenge(tx, { verificationId, challengeId: choice.challengeId, now });
  if (otherwise) return settle(tx, { verificationId, now, ...otherwise });
  const isWeak = rows.some(({ state }) => state === "offered" || state === "passed");
  const weakReason = strengthRaisedFrom === null ? "verification.not_strong_enough" : "verification.raised_out_of_reach";
  const reason = isWeak ? weakReason : tellingReason(rows.map((each) => each.reason));
  await settle(tx, { verificationId, outcome: "not_possible", reason, actor: { kind: "system" }, now });
}

/** Which method would be put next, null where none leads to what is asked; with what it was chosen from. */
export async function findNext(tx: Tx, verificationId: string) {
  const { strengthAsked, strengthRaisedFrom, challenges } = await tx.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: {
      strengthAsked: true,
      strengthRaisedFrom: true,
      challenges: { select: { id: true, method: true, state: true, reason: true, worth: true } },
    },
  });
  const rows = methods.flatMap((method) => challenges.find((each) => each.method === method.id) ?? []);
  const choice = chooseMethod({
    offered: strongestFirst(rows.filter(({ state }) => state === "offered").map((row) => ({ ...worthOf(row), challengeId: row.id }))),
    asked: strengthAsked,
    evidence: await listEvidence(tx, verificationId),
  });
  return { choice, rows, strengthRaisedFrom };
}

type Begin = {
  verificationId: string;
  challengeId: string;
  now: Date;
  /** The requester chose it on their page: one who needs no code is not mailed a link to where they are. */
  isOnPage?: boolean;
};

/** Puts one offered method in place of the one that is open, if any, which is offered again. The caller holds the verification's row. */
export async function beginChallenge(tx: Tx, { verificationId, challengeId, now, isOnPage = false }: Begin): Promise<void> {
  await tx.challenge.updateMany({
    where: { verificationId, id: { not: challengeId }, state: { in: ["waiting", "sending", "sent"] } },
    // The code that was sent is dead: only one question is open at a time.
    data: { state: "offered", codeMac: null, codeSealed: null, codeExpiresAt: null, shownToId: null, shownAt: null },
  });
  await withdrawApprovals(tx, verificationId);
  const { method } = await tx.challenge.update({
    where: { id: challengeId, state: "offered" },
    data: { state: "waiting", createdAt: now },
    select: { method: true },
  });
  const { startedById } = await tx.verification.update({ where: { id: verificationId }, data: { method }, select: { startedById: true } });
  const { answer } = getMethod(method);
  // Where nothing is sent a technician goes on, who is told unless they look at it already.
  if (answer === "read_out")
    return enqueue(tx, tellCallWaits, { verificationId }, { runAt: later(now, startedById === null ? callSoonMs : callSoonByMemberMs) });
  const isLinkOnly = answer === "own_code" || answer === "ceremony";
  if (!isOnPage || !isLinkOnly) return enqueue(tx, sendChallenge, { challengeId });
  await tx.challenge.update({ where: { id: challengeId }, data: { state: "sent", sentAt: now } });
}
