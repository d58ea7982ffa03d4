import { type Actor, lockAudit, recordAudit } from "../audit/record-audit.ts";
import { endFrozen } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { announceToChannels } from "../notification/alerts/announce-to-channels.ts";
import { later } from "../platform/clock.ts";
import type { Tx } from "../platform/db/database.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { suspicionLastsMs } from "./limits.ts";
import { recordEvent } from "./record-event.ts";
import type { ContactStanding } from "./schema.ts";

type Contact = { organizationId: string; contactMac: Uint8Array<ArrayBuffer> | null };

/** Whether a freeze of this person lasts. */
export async function isFrozen(tx: Pick<Tx, "contactFreeze">, { organizationId, contactMac }: Contact): Promise<boolean> {
  if (contactMac === null) return false;
  return (await tx.contactFreeze.count({ where: { organizationId, contactMac, liftedAt: null } })) > 0;
}

/** How this person stands: frozen; suspected, after one denial; or clear. A lifted freeze begins anew. */
export async function readStanding(tx: Tx, { now, ...contact }: Contact & { now: Date }): Promise<ContactStanding> {
  const { organizationId, contactMac } = contact;
  const clear = { state: "clear", since: null, byName: null } as const;
  if (contactMac === null) return clear;
  const freeze = await tx.contactFreeze.findFirst({ where: { organizationId, contactMac, liftedAt: null } });
  if (freeze) return { state: "frozen", since: freeze.frozenAt.toISOString(), byName: freeze.frozenByName };
  const denied = (await listSignals(tx, { ...contact, now })).filter(({ state }) => state === "denied").at(-1);
  return denied?.settledAt ? { state: "suspected", since: denied.settledAt.toISOString(), byName: null } : clear;
}

/** Denials and failures of a person that still count, oldest first. */
async function listSignals(tx: Tx, { organizationId, contactMac, now }: Contact & { now: Date }) {
  const lifted = await tx.contactFreeze.findFirst({
    where: { organizationId, contactMac: contactMac ?? undefined, liftedAt: { not: null } },
    orderBy: { liftedAt: "desc" },
    select: { liftedAt: true },
  });
  const cleared = await tx.contactClearing.findFirst({
    where: { organizationId, contactMac: contactMac ?? undefined },
    orderBy: { clearedAt: "desc" },
    select: { clearedAt: true },
  });
  const starts = [later(now, -suspicionLastsMs), lifted?.liftedAt, cleared?.clearedAt].flatMap((at) => at?.getTime() ?? []);
  const since = new Date(Math.max(...starts));
  return tx.verification.findMany({
    where: { organizationId, contactMac, state: { in: ["denied", "failed"] }, settledAt: { gt: since } },
    select: { state: true, settledAt: true },
    orderBy: { settledAt: "asc" },
  });
}

type Freeze = Contact & { verificationId: string; actor: Actor; now: Date };

/**
 * Freezes the person at the second signal: two denials, or a denial and a failure. Called by `settle` after its audit entry,
 * whose lock makes two denials at once take turns, so that the later one sees both.
 */
export async function freezeOnSecondSignal(tx: Tx, { now, ...freeze }: Omit<Freeze, "actor">): Promise<void> {
  if (freeze.contactMac === null) return;
  const signals = await listSignals(tx, { ...freeze, now });
  if (signals.length < 2 || !signals.some(({ state }) => state === "denied")) return;
  await putFreeze(tx, { ...freeze, actor: { kind: "system" }, now });
}

async function putFreeze(tx: Tx, { organizationId, contactMac, verificationId, actor, now }: Freeze): Promise<boolean> {
  if (contactMac === null) return false;
  const id = crypto.randomUUID();
  const frozenByName = actor.kind === "member" ? actor.name : null;
  const data = [{ id, organizationId, contactMac, verificationId, frozenAt: now, frozenByName }];
  const { count } = await tx.contactFreeze.createMany({ data, skipDuplicates: true });
  if (count === 0) return false;
  await enqueue(tx, endFrozen, { freezeId: id });
  await announceToChannels(tx, { organizationId, kind: "frozen", about: { freezeId: id }, now });
  await recordEvent(tx, { organizationId, verificationId, at: now, kind: "contact_frozen", details: { by: frozenByName } });
  await recordAudit(tx, {
    organizationId,
    at: now,
    actor,
    action: "contact.frozen",
    subject: { kind: "verification", id: verificationId },
  });
  return true;
}

type ByPerson = { organizationId: string; verificationId: string; actor: Actor; now: Date };

/** A lead freezes the requester of a verification. Throws NotFoundError for a foreign or missing one, ConflictError without a requester or when it lasts already. */
export async function freezeContact(tx: Tx, { now, actor, ...place }: ByPerson): Promise<void> {
  const contactMac = await getContactMac(tx, place);
  if (!(await putFreeze(tx, { ...place, contactMac, actor, now }))) throw notNow(place.verificationId, "verification.contact_frozen");
}

/** A lead lifts the freeze, with a reason: what came before it does not count any more. Throws as above. */
export async function unfreezeContact(tx: Tx, { now, actor, reason, ...place }: ByPerson & { reason: string }): Promise<void> {
  const { organizationId, verificationId } = place;
  const contactMac = await getContactMac(tx, place);
  const by = "name" in actor ? actor.name : actor.kind;
  const { count } = await tx.contactFreeze.updateMany({
    where: { organizationId, contactMac, liftedAt: null },
    data: { liftedAt: now, liftedByName: by, liftReason: reason },
  });
  if (count === 0) throw notNow(verificationId, "verification.contact_not_frozen");
  await recordEvent(tx, { organizationId, verificationId, at: now, kind: "contact_unfrozen", details: { by, why: reason } });
  const subject = { kind: "verification", id: verificationId };
  await recordAudit(tx, { organizationId, at: now, actor, action: "contact.unfrozen", subject, details: { why: reason } });
}

/**
 * A lead says that a denial was a mistake, with a reason: nothing from before counts towards a freeze any more. The denied
 * request stays denied. Throws as above, ConflictError for a person who is not suspected; a freeze is lifted, not cleared.
 */
export async function clearSuspicion(tx: Tx, { now, actor, reason, ...place }: ByPerson & { reason: string }): Promise<void> {
  const { organizationId, verificationId } = place;
  const contactMac = await getContactMac(tx, place);
  // Behind a denial of this moment, which must not be cleared unseen.
  await lockAudit(tx, organizationId);
  const standing = await readStanding(tx, { organizationId, contactMac, now });
  if (standing.state !== "suspected") throw notNow(verificationId, "verification.contact_not_suspected");
  const by = "name" in actor ? actor.name : null;
  await tx.contactClearing.create({ data: { organizationId, contactMac, verificationId, clearedAt: now, clearedByName: by, reason } });
  await recordEvent(tx, { organizationId, verificationId, at: now, kind: "contact_cleared", details: { by, why: reason } });
  const subject = { kind: "verification", id: verificationId };
  await recordAudit(tx, { organizationId, at: now, actor, action: "contact.cleared", subject, details: { why: reason } });
}

async function getContactMac(tx: Tx, { organizationId, verificationId }: Omit<ByPerson, "actor" | "now">) {
  const verification = await tx.verification.findFirst({ where: { id: verificationId, organizationId }, select: { contactMac: true } });
  if (!verification) throw new NotFoundError(`No verification ${verificationId}`, { code: "verification.not_found" });
  if (verification.contactMac === null) throw notNow(verificationId, "verification.override_nobody");
  return verification.contactMac;
}

function notNow(
  verificationId: string,
  code:
    | "verification.contact_frozen"
    | "verification.contact_not_frozen"
    | "verification.contact_not_suspected"
    | "verification.override_nobody",
) {
  return new ConflictError("The contact stands otherwise", { code, context: { verificationId } });
}
