import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { digest } from "../platform/secrets.ts";
import { recordEvent } from "./record-event.ts";

/**
 * Notes that a person has the page in hand: called on the first touch or key, never on loading, which every mail scanner
 * does. Says nothing about who it is, and does nothing for an unknown link.
 */
export async function recordOpened({ db, now }: Pick<Deps, "db" | "now">, token: string): Promise<void> {
  const at = now();
  await inTransaction(db, async (tx) => {
    const opened = await tx.verification.updateManyAndReturn({
      where: { tokenHash: digest(token), state: "sent", settledAt: null },
      data: { state: "opened", openedAt: at },
      select: { id: true, organizationId: true },
    });
    for (const { id, organizationId } of opened) await recordEvent(tx, { organizationId, verificationId: id, at, kind: "opened" });
  });
}
