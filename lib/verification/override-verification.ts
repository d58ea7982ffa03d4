import type { Actor } from "../audit/record-audit.ts";
import type { Tx } from "../platform/db/database.ts";
import { AccessError, type Code, ConflictError, NotFoundError } from "../platform/errors.ts";
import type { Secrets } from "../platform/secrets.ts";
import { isFrozen } from "./freeze-contact.ts";
import { settle } from "./settle.ts";
import { createVerification } from "./start-verification.ts";

type Override = { organizationId: string; verificationId: string; reason: string; actor: Actor; now: Date };

/**
 * A lead decides that one may proceed without proof, and says why. An open verification ends with it. One that ended without
 * proof keeps its outcome: the decision is a verification of its own, for the same ticket and requester. Returns the id of
 * the one that carries the decision. Never proof: it has no strength. Throws NotFoundError for a foreign or missing one,
 * AccessError for an API key, ConflictError where one person alone would have asked and decided, where the requester said
 * "This was not me" for this ticket, where the
 * requester is frozen, where nobody is known to be the requester, and where it is proven, decided or outdated.
 */
export async function overrideVerification(
  tx: Tx,
  secrets: Secrets,
  { organizationId, verificationId, reason, actor, now }: Override,
): Promise<string> {
  const verification = await lockSubject(tx, { organizationId, verificationId });
  if (actor.kind !== "member") throw new AccessError("Only a person decides", { code: "verification.override_by_person", status: 403 });
  await requireDecidable(tx, verification, actor.id);
  const subjectId = verification.settledAt === null ? verificationId : await startAnew(tx, secrets, { verification, actor, now });
  const decision = { byName: actor.name, reason };
  await settle(tx, { verificationId: subjectId, outcome: "overridden", decision, actor, now });
  return subjectId;
}

type Subject = Awaited<ReturnType<typeof lockSubject>>;

/** The verification, locked so that a denial at the same moment is before or after, never between. */
async function lockSubject(tx: Tx, { organizationId, verificationId }: Pick<Override, "organizationId" | "verificationId">) {
  await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid and "organizationId" = ${organizationId}::uuid for update`;
  const verification = await tx.verification.findFirst({
    where: { id: verificationId, organizationId },
    select: {
      ...{ id: true, organizationId: true, connectionId: true, ticketId: true, state: true, settledAt: true, strengthAsked: true },
      ...{ startedById: true, contactMac: true, requesterContactId: true, requesterName: true, requesterSource: true, companyName: true },
      ...{ companyId: true },
      connection: { select: { state: true } },
    },
  });
  if (!verification) throw new NotFoundError(`No verification ${verificationId}`, { code: "verification.not_found" });
  return verification;
}

async function requireDecidable(tx: Tx, { ticketId, organizationId, ...subject }: Subject, deciderId: string): Promise<void> {
  const refuse = (code: Code) => {
    throw new ConflictError("The verification cannot be overridden", { code, context: { verificationId: subject.id } });
  };
  const denied = await tx.verification.count({ where: { organizationId, ticketId, state: "denied" } });
  if (denied > 0) refuse("verification.override_denied");
  if (await isFrozen(tx, { organizationId, contactMac: subject.contactMac })) refuse("verification.contact_frozen");
  if (subject.state === "passed" || subject.state === "overridden") refuse("verification.already_settled");
  if (subject.startedById === deciderId) refuse("verification.override_second_person");
  if (subject.requesterContactId === null) refuse("verification.override_nobody");
  if (subject.settledAt === null) return;
  const newest = await tx.verification.findFirst({
    where: { organizationId, ticketId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  if (newest?.id !== subject.id) refuse("verification.override_outdated");
  if (subject.connection.state !== "connected") refuse("verification.connection_off");
}

/** Another verification of the same requester, which carries the decision. */
async function startAnew(tx: Tx, secrets: Secrets, { verification, actor, now }: { verification: Subject; actor: Actor; now: Date }) {
  const { organizationId, connectionId, ticketId, strengthAsked, ...rest } = verification;
  const run = crypto.randomUUID();
  const id = await createVerification(tx, secrets, { organizationId, connectionId, ticketId, run, strengthAsked, actor, now });
  const { requesterContactId, requesterName, requesterSource, companyName, companyId, contactMac } = rest;
  const who = { requesterContactId, requesterName, requesterSource, companyName, companyId, contactMac };
  await tx.verification.update({ where: { id }, data: who });
  return id;
}
