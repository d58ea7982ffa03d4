import { sendChallenge } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { Tx } from "../platform/db/database.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import type { Secrets } from "../platform/secrets.ts";
import { type Assessment, assessMethods } from "./assess-methods.ts";
import { chooseMethod } from "./choose-method.ts";
import { findCompanySignIn } from "./company-sign-in/find-company-sign-in.ts";
import type { PersonFacts } from "./methods/method.ts";
import { getMethod, methods } from "./methods/registry.ts";
import { predatesTicket } from "./predates-ticket.ts";
import { listEvidence, settle } from "./settle.ts";

type Candidate = PersonFacts & { companyId: number | null; isActive: boolean; createdAt: Date | null; modifiedAt: Date | null };

/**
 * Writes down for each method whether the person can be asked by it, or why not, and puts the one that reaches what was
 * asked. When none does, the verification ends as not possible: proof is never traded for convenience, and the reason says
 * what is missing. Destinations are kept from here on: what changes in the record later changes nothing in this verification.
 */
export async function putFirstChallenge(
  tx: Tx,
  secrets: Secrets,
  { verificationId, requester, now }: { verificationId: string; requester: Candidate; now: Date },
): Promise<void> {
  const { organizationId, connectionId, ticket } = await tx.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: { organizationId: true, connectionId: true, ticket: { select: { createdInAutotaskAt: true } } },
  });
  const companySignIn = await findCompanySignIn(tx, { organizationId, connectionId, companyId: requester.companyId });
  const person: PersonFacts = { ...requester, companySignIn };
  const table = assessMethods(methods, person, {
    isActive: requester.isActive,
    predatesTicket: predatesTicket(requester, ticket.createdInAutotaskAt ?? now),
  });
  await tx.challenge.createMany({ data: table.map((each) => toRow(each, secrets, { verificationId, organizationId, now, person })) });
  await putNextChallenge(tx, { verificationId, now });
}

type Place = { verificationId: string; organizationId: string; now: Date; person: PersonFacts };

function toRow(each: Assessment, secrets: Secrets, { now, person, ...place }: Place): Prisma.ChallengeCreateManyInput {
  const { method, destination } = each;
  const id = crypto.randomUUID();
  return {
    id,
    ...place,
    method: method.id,
    createdAt: now,
    ...(each.usable ? { state: "offered" as const } : { state: "unusable" as const, reason: each.reason, settledAt: now }),
    ...(method.id === "company_sign_in" && { identityProviderId: person.companySignIn?.providerId ?? null }),
    destinationMasked: destination?.masked ?? null,
    // One that a guard refused is shown, masked, and cannot be written to by anybody.
    destinationSealed:
      each.usable && destination ? secrets.seal(destination.address, { table: "challenges", column: "destination", rowId: id }) : null,
  };
}

/** Puts the method that is enough, or the first of two that are, with what was passed before. Ends as not possible when none is. */
export async function putNextChallenge(tx: Tx, { verificationId, now }: { verificationId: string; now: Date }): Promise<void> {
  const { strengthAsked, challenges } = await tx.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: { strengthAsked: true, challenges: { select: { id: true, method: true, state: true, reason: true } } },
  });
  const rows = methods.flatMap((method) => challenges.find((each) => each.method === method.id) ?? []);
  const choice = chooseMethod({
    offered: rows.filter(({ state }) => state === "offered").map(({ id, method }) => ({ ...getMethod(method), challengeId: id })),
    asked: strengthAsked,
    evidence: await listEvidence(tx, verificationId),
  });
  if (choice !== null) return beginChallenge(tx, { verificationId, challengeId: choice.challengeId, now });
  const isWeak = rows.some(({ state }) => state === "offered" || state === "passed");
  // The reason of the plainest way is the one to mend first; the stronger ones say theirs in their rows.
  const reason = isWeak
    ? "verification.not_strong_enough"
    : (rows.findLast((each) => each.reason !== null)?.reason ?? "verification.no_address");
  await settle(tx, { verificationId, outcome: "not_possible", reason, actor: { kind: "system" }, now });
}

type Begin = { verificationId: string; challengeId: string; now: Date };

/** Puts one offered method in place of the one that is open, if any, which is offered again. The caller holds the verification's row. */
export async function beginChallenge(tx: Tx, { verificationId, challengeId, now }: Begin): Promise<void> {
  await tx.challenge.updateMany({
    where: { verificationId, id: { not: challengeId }, state: { in: ["waiting", "sending", "sent"] } },
    // The code that was sent is dead: only one question is open at a time.
    data: { state: "offered", codeMac: null, codeSealed: null, codeExpiresAt: null },
  });
  const { method } = await tx.challenge.update({
    where: { id: challengeId, state: "offered" },
    data: { state: "waiting", createdAt: now },
    select: { method: true },
  });
  await tx.verification.update({ where: { id: verificationId }, data: { method } });
  await enqueue(tx, sendChallenge, { challengeId });
}
