import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { rotateCredentials } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { CredentialRotation } from "../../platform/db/generated/client.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError } from "../../platform/errors.ts";
import { findOpenRotation, getOpenRotation, parseRotation } from "./open-rotation.ts";
import { ERASED } from "./rotation-secrets.ts";

type Input = { organizationId: string; connectionId: string; actor: Actor };

/**
 * Gives the entered credentials up: a job removes the webhook they made, then they are erased. Where nothing was made yet
 * they are erased at once. Throws ConflictError `connection.rotation_switched` once the new ones are in use.
 */
export async function cancelRotation({ db, now }: Pick<Deps, "db" | "now">, input: Input): Promise<void> {
  const { organizationId, connectionId, actor } = input;
  const at = now();
  await inOrganization(db, organizationId, async (tx) => {
    const open = await getOpenRotation(tx, connectionId);
    if (open.organizationId !== organizationId || isSwitched(open)) {
      throw new ConflictError("The new credentials are in use already", { code: "connection.rotation_switched" });
    }
    await giveUp(tx, open, at);
    const subject = { kind: "connection", id: connectionId };
    await recordAudit(tx, { organizationId, at, actor, action: "connection.rotation_cancelled", subject });
  });
}

/** The connection is switched off: what is not in use yet is given up; an old webhook still goes by its own job. */
export async function cancelRotationOf(tx: Tx, connectionId: string, at: Date): Promise<void> {
  if ((await findOpenRotation(tx, connectionId)) === null) return;
  const open = await getOpenRotation(tx, connectionId);
  if (!isSwitched(open) || open.state === "failed") await giveUp(tx, open, at);
}

function isSwitched({ progress }: Pick<CredentialRotation, "progress">): boolean {
  return parseRotation(progress).switchedAt !== null;
}

async function giveUp(tx: Tx, open: CredentialRotation, at: Date): Promise<void> {
  const generation = open.generation + 1;
  // A run may be making the webhook at this moment: only the job, which takes turns with it, knows what there is to remove.
  const mayHaveMade = open.state === "running" || open.webhookKeySealed !== null;
  const { count } = await tx.credentialRotation.updateMany({
    where: { id: open.id, generation: open.generation, state: open.state },
    data: mayHaveMade
      ? { state: "running", generation, progress: { ...parseRotation(open.progress), cancelling: true } }
      : { state: "cancelled", generation, finishedAt: at, ...ERASED },
  });
  if (count === 0) throw new ConflictError("The exchange changed meanwhile", { code: "connection.changed" });
  if (mayHaveMade) await enqueue(tx, rotateCredentials, { rotationId: open.id, generation });
}
