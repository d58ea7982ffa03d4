import type { Reader } from "../platform/db/database.ts";
import type { WriteBackView } from "./schema.ts";

/** Every change that an outcome makes in Autotask, in the order in which they were planned. */
export async function listWriteBacks(
  db: Reader,
  { organizationId, verificationId }: { organizationId: string; verificationId: string },
): Promise<WriteBackView[]> {
  const rows = await db.writeBack.findMany({ where: { organizationId, verificationId }, orderBy: [{ createdAt: "asc" }, { kind: "asc" }] });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    lastSentAt: row.lastSentAt?.toISOString() ?? null,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    writtenAt: row.writtenAt?.toISOString() ?? null,
    autotaskId: row.autotaskId === null ? null : Number(row.autotaskId),
    errorCode: row.errorCode,
    answer: row.errorAnswer,
  }));
}
