import { hours, later } from "../platform/clock.ts";
import type { Tx } from "../platform/db/database.ts";
import type { Secrets } from "../platform/secrets.ts";
import type { Requester } from "./find-requester.ts";

/** What our own readings know of one address or number of a contact. */
export type DestinationHistory = {
  /** Since when it is in the record without a break. */
  since: Date;
  /** Since when we know the contact. An address that came later was changed under our eyes. */
  contactSince: Date;
  /**
   * When Autotask's record had been changed last, as it was when we first read this in it: it was there since then at the
   * latest. Null where Autotask did not say. Later edits of the record change nothing of it.
   */
  recordChangedAt: Date | null;
  /** Another active contact has it as well. */
  isShared: boolean;
};

/** Of a requester what is remembered. */
type Addresses = Pick<Requester, "contactId" | "email" | "otherEmails" | "phones">;
type ContactRecord = Pick<Requester, "isActive" | "createdAt" | "modifiedAt">;
type Place = { connection: { id: string; organizationId: string }; requester: Addresses; now: Date };

/** After which a mailbox that another person had as well is asked again, and looked at again before it passes. */
const sharedRememberedMs = hours(24) * 7;

/** A contact that nobody has read for so long says nothing of whose a mailbox is now. */
const rememberedMs = hours(24) * 180;

type Read = Place & { requester: Addresses & ContactRecord };

/**
 * Remembers which addresses and numbers the contact's record has now: each with the time it came. What is not in the record
 * any more is forgotten, so that what comes back counts as new. Kept as keyed hashes; the key is not in the database.
 */
export async function recordDestinations(tx: Tx, secrets: Secrets, { connection, requester, now }: Read): Promise<void> {
  const { id: connectionId, organizationId } = connection;
  const key = { connectionId, contactId: BigInt(requester.contactId) };
  const keyMark = markOf(secrets, organizationId);
  // Hashes of another key say nothing: a contact that was known by them is new, and not one whose every address was changed.
  await tx.knownContact.deleteMany({ where: { ...key, organizationId, keyMark: { not: keyMark } } });
  await tx.knownContact.upsert({
    where: { connectionId_contactId: key },
    create: { ...key, organizationId, keyMark, isActive: requester.isActive, firstSeenAt: now, lastSeenAt: now },
    update: { isActive: requester.isActive, lastSeenAt: now },
  });
  const hashes = [...namesOf(requester)].flatMap(([, names]) => names.map((name) => hashOf(secrets, organizationId, name)));
  const recordChangedAt = lastChangeOf(requester);
  await tx.contactDestination.deleteMany({ where: { ...key, organizationId, hash: { notIn: hashes } } });
  await tx.contactDestination.createMany({
    data: hashes.map((hash) => ({ ...key, organizationId, hash, recordChangedAt, firstSeenAt: now, lastSeenAt: now })),
    skipDuplicates: true,
  });
  await tx.contactDestination.updateMany({ where: { ...key, organizationId }, data: { lastSeenAt: now } });
}

/**
 * Remembers that a look found the contact's mailbox in the record of another person, whom we may never have read. The other
 * record is not remembered by it: of that we saw one address only.
 */
export async function recordShared(tx: Tx, secrets: Secrets, { connection, contactId, email, now }: Shared): Promise<void> {
  const { id: connectionId, organizationId } = connection;
  const hash = hashOf(secrets, organizationId, emailName(email));
  const key = { connectionId, organizationId, contactId: BigInt(contactId), hash };
  await tx.contactDestination.updateMany({ where: key, data: { seenSharedAt: now } });
}

type Shared = { connection: { id: string; organizationId: string }; contactId: number; email: string; now: Date };

/** What is known of each address of the requester, by the address. Empty for a contact that was never remembered. */
export async function readDestinations(
  tx: Tx,
  secrets: Secrets,
  { connection, requester, now }: Place,
): Promise<Map<string, DestinationHistory>> {
  const { id: connectionId, organizationId } = connection;
  const contactId = BigInt(requester.contactId);
  const known = await tx.knownContact.findFirst({
    where: { connectionId, organizationId, contactId, keyMark: markOf(secrets, organizationId) },
    select: { firstSeenAt: true, destinations: { select: { hash: true, firstSeenAt: true, recordChangedAt: true, seenSharedAt: true } } },
  });
  if (!known) return new Map();
  const hashed = [...namesOf(requester)].map(([address, names]) => ({
    address,
    hashes: names.map((name) => hashOf(secrets, organizationId, name)),
  }));
  const others = await tx.contactDestination.findMany({
    where: {
      ...{ connectionId, organizationId, contactId: { not: contactId } },
      hash: { in: hashed.flatMap(({ hashes }) => hashes.slice(0, 1)) },
      contact: { isActive: true, lastSeenAt: { gt: later(now, -rememberedMs) } },
    },
    select: { hash: true },
  });
  const sharedHashes = new Set(others.map(({ hash }) => asText(hash)));
  const seen = new Map(known.destinations.map((each) => [asText(each.hash), each]));
  return new Map(
    hashed.flatMap(({ address, hashes }) => {
      const rows = hashes.flatMap((hash) => seen.get(asText(hash)) ?? []);
      const since = earliest(rows.map(({ firstSeenAt }) => firstSeenAt));
      if (since === null) return [];
      const recordChangedAt = earliest(rows.map((row) => row.recordChangedAt));
      const wasShared = rows.some(({ seenSharedAt }) => seenSharedAt !== null && later(seenSharedAt, sharedRememberedMs) > now);
      const isShared = wasShared || hashes.slice(0, 1).some((hash) => sharedHashes.has(asText(hash)));
      return [[address, { since, contactSince: known.firstSeenAt, recordChangedAt, isShared }] as const];
    }),
  );
}

/**
 * The last time that anything of the record was changed, its making included: no address of it is younger. Null where Autotask
 * does not say when it was made.
 */
export function lastChangeOf({ createdAt, modifiedAt }: Pick<ContactRecord, "createdAt" | "modifiedAt">): Date | null {
  if (createdAt === null) return null;
  return modifiedAt !== null && modifiedAt > createdAt ? modifiedAt : createdAt;
}

/** Whether the address is one of those that the contact's record has. */
export async function isAddressOf(
  tx: Tx,
  secrets: Secrets,
  { connectionId, organizationId, contactId, email }: { connectionId: string; organizationId: string; contactId: bigint; email: string },
): Promise<boolean> {
  const hash = hashOf(secrets, organizationId, emailName(email));
  return (await tx.contactDestination.count({ where: { connectionId, organizationId, contactId, hash } })) > 0;
}

/**
 * Under which names each address is remembered; the first is the address itself. A number also by its digits as they stand
 * in the record: another default country reads them as another number, which is no change of the record.
 */
function namesOf({ email, otherEmails, phones }: Addresses): Map<string, string[]> {
  const emails = [email, ...otherEmails].flatMap((address) => address ?? []);
  return new Map<string, string[]>([
    ...emails.map((address): [string, string[]] => [address, [emailName(address)]]),
    ...phones.map(({ address, typed }): [string, string[]] => [address, [`phone\0${address}`, `digits\0${typed}`]]),
  ]);
}

const emailName = (address: string) => `email\0${address.toLowerCase()}`;

/** With the organization in it, so that equal addresses of two organizations do not look equal. */
function hashOf(secrets: Secrets, organizationId: string, name: string): Uint8Array<ArrayBuffer> {
  return secrets.mac("contact destination", `${organizationId}\0${name}`);
}

const markOf = (secrets: Secrets, organizationId: string) => secrets.mac("contact destination key", organizationId);

function earliest(moments: readonly (Date | null)[]): Date | null {
  const times = moments.flatMap((moment) => moment?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.min(...times));
}

const asText = (hash: Uint8Array) => Buffer.from(hash).toString("base64");
