import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { triesMax } from "./limits.ts";
import { recordEvent } from "./record-event.ts";
import { settle } from "./settle.ts";

type Miss = {
  verification: { id: string; organizationId: string };
  /** As counted before the answer was looked at. */
  tries: number;
  kind: "wrong_code" | "passkey_refused" | "passkey_copied";
};

/** Notes an answer that was not right; the last one ends the verification as failed. Throws ConflictError when it has ended. */
export async function recordMiss({ db, now }: Pick<Deps, "db" | "now">, { verification, tries, kind }: Miss): Promise<void> {
  const { id: verificationId, organizationId } = verification;
  await inTransaction(db, async (tx) => {
    await recordEvent(tx, { organizationId, verificationId, at: now(), kind, details: { triesLeft: triesMax - tries } });
    if (tries < triesMax) return;
    await settle(tx, {
      verificationId,
      outcome: "failed",
      reason: "verification.tries_used",
      actor: { kind: "requester", name: null },
      now: now(),
    });
  });
}
