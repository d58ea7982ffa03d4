import { connectionOptionsSchema } from "../connection/schema.ts";
import { deliverWriteBack, type planLateNote } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { JobHandler } from "../jobs/job-handler.ts";
import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import type { WriteBackIntent } from "./intent.ts";
import { composeLateNote, lateMarker } from "./note-template.ts";

/** Writes down the note that a phrase was said after the end, and queues it. Run again it adds nothing. */
export const handlePlanLateNote: JobHandler<typeof planLateNote, Pick<Deps, "db" | "now">> = async ({ db, now }, { payload, log }) => {
  const { verificationId } = payload;
  const verification = await db.verification.findUnique({
    where: { id: verificationId },
    select: {
      ...{ organizationId: true, connectionId: true, receipt: true },
      organization: { select: { timeZone: true } },
      connection: { select: { options: true } },
      events: { where: { kind: "late_phrase" }, take: 1, select: { at: true } },
    },
  });
  const at = verification?.events[0]?.at;
  if (!verification || !at) return log.info("write_back.verification_gone", { verificationId });
  const { organizationId, connectionId, receipt, organization, connection } = verification;
  const options = connectionOptionsSchema.parse(connection.options);
  if (!options.capabilities.writeNote) return;
  const note = composeLateNote({ receipt, at, timeZone: organization.timeZone });
  const intent: WriteBackIntent = { kind: "late_phrase", ...note, noteTypeId: options.noteTypeId, publishId: options.notePublishId };
  const key = { organizationId, connectionId, verificationId, kind: intent.kind };
  await inTransaction(db, async (tx) => {
    await tx.writeBack.createMany({ data: [{ ...key, marker: lateMarker(receipt), intent, createdAt: now() }], skipDuplicates: true });
    const rows = await tx.writeBack.findMany({ where: { ...key, state: "waiting", attempts: 0 }, select: { id: true } });
    for (const { id } of rows) await enqueue(tx, deliverWriteBack, { writeBackId: id });
  });
};
