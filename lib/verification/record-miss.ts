import type { Actor } from "../audit/record-audit.ts";
import { inTransaction, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { triesMax } from "./limits.ts";
import { recordEvent } from "./record-event.ts";
import { settle } from "./settle.ts";

type Miss = {
  verification: { id: string; organizationId: string };
  /** As counted before the answer was looked at. */
  tries: number;
  kind: "wrong_code" | "passkey_refused" | "passkey_copied";
  /** The member who typed it, where the requester read it out; what else is written down of that. */
  by?: Extract<Actor, { kind: "member" }>;
  note?: (tx: Tx) => Promise<void>;
};

/** Notes an answer that was not right; the last one ends the verification as failed. Throws ConflictError when it has ended. */
export async function recordMiss({ db, now }: Pick<Deps, "db" | "now">, { verification, tries, kind, by, note }: Miss): Promise<void> {
  const { id: verificationId, organizationId } = verification;
  await inTransaction(db, async (tx) => {
    // In the order in which a right answer takes them.
    await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
    const details = { triesLeft: triesMax - tries, ...(by && { readOutTo: by.name }) };
    await recordEvent(tx, { organizationId, verificationId, at: now(), kind, details });
    await note?.(tx);
    if (tries < triesMax) return;
    await settle(tx, {
      verificationId,
      outcome: "failed",
      reason: "verification.tries_used",
      actor: by ?? { kind: "requester", name: null },
      now: now(),
    });
  });
}
