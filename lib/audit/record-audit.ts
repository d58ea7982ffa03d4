import { createHash } from "node:crypto";
import type { Tx } from "../platform/db/database.ts";

/** Who did it. `system` is Countersign itself, `operator` the command line. */
export type Actor =
  | { kind: "member"; id: string; name: string }
  | { kind: "api_key"; id: string; name: string }
  | { kind: "requester"; name: string | null }
  | { kind: "approver"; name: string }
  /** A verification service of somebody else, by a message that it signed. */
  | { kind: "provider"; name: string }
  | { kind: "operator" }
  | { kind: "system" };

export type AuditRecord = {
  organizationId: string;
  at: Date;
  actor: Actor;
  /** `folder.what_happened`, past tense. */
  action: `${string}.${string}`;
  subject: { kind: string; id: string };
  /** Scalars only, and nothing secret: an entry is kept and exported. */
  details?: Record<string, string | number | boolean | null>;
};

/**
 * Appends to the organization's chain, in the transaction of the thing it records. Entries of one organization queue
 * behind each other for the rest of that transaction, so call it last.
 */
export async function recordAudit(tx: Tx, record: AuditRecord): Promise<void> {
  await lockAudit(tx, record.organizationId);
  const last = await tx.auditEntry.findFirst({
    where: { organizationId: record.organizationId },
    orderBy: { sequence: "desc" },
    select: { sequence: true, hash: true },
  });
  const entry = toEntry(record, (last?.sequence ?? 0) + 1);
  const previousHash = last?.hash ?? new Uint8Array(32);
  await tx.auditEntry.create({ data: { ...entry, previousHash, hash: hashOf(entry, previousHash) } });
}

/** Queues this transaction behind the others that write to the organization's chain, before it does: whatever is looked at then is not overtaken. */
export async function lockAudit(tx: Tx, organizationId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`audit:${organizationId}`}, 0))`;
}

type Entry = ReturnType<typeof toEntry>;

function toEntry({ organizationId, at, actor, action, subject, details = {} }: AuditRecord, sequence: number) {
  return {
    organizationId,
    sequence,
    at,
    actorKind: actor.kind,
    actorId: "id" in actor ? actor.id : null,
    actorName: "name" in actor ? actor.name : null,
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    details,
  };
}

function hashOf(entry: Entry, previousHash: Uint8Array): Uint8Array<ArrayBuffer> {
  const { at, details, ...rest } = entry;
  const sorted = Object.fromEntries(Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = JSON.stringify([Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)), at.toISOString(), sorted]);
  return new Uint8Array(createHash("sha256").update(previousHash).update(text).digest());
}

/** The sequence number of the first entry that does not follow from the one before it, or null when the chain is whole. */
export async function findBrokenAuditEntry(tx: Pick<Tx, "auditEntry">, organizationId: string): Promise<number | null> {
  let previousHash: Uint8Array = new Uint8Array(32);
  let expected = 1;
  for (;;) {
    const page = await tx.auditEntry.findMany({
      where: { organizationId, sequence: { gte: expected } },
      orderBy: { sequence: "asc" },
      take: 500,
    });
    for (const { hash, previousHash: stored, ...entry } of page) {
      // The rows were written by `toEntry`, so their details are an object of scalars.
      const rebuilt = { ...entry, details: entry.details as Record<string, string> } as Entry;
      const follows = entry.sequence === expected && Buffer.compare(stored, previousHash) === 0;
      if (!follows || Buffer.compare(hash, hashOf(rebuilt, previousHash)) !== 0) return expected;
      previousHash = hash;
      expected += 1;
    }
    if (page.length < 500) return null;
  }
}
