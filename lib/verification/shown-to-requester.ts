import type { Deps } from "../platform/deps.ts";
import { digest, isEqualConstantTime } from "../platform/secrets.ts";
import { type Asking, askingSelect } from "./asking.ts";
import { showsEnd } from "./find-open-page.ts";
import { seenProofOf } from "./find-seen-end.ts";

/**
 * Who asks whom behind a requester's link, for as long as its page shows anything: while the question is open, and after it
 * to the browser that holds the proof of `endProof`, `provenProof` or `seenProof`. Null otherwise, so that a dead link tells by no picture
 * and by no language whose it was.
 */
export async function findShownToRequester(
  { db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">,
  { token, proof, seen }: { token: string; proof: string; seen: string },
): Promise<Asking | null> {
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: { ...{ id: true, state: true, settledAt: true, expiresAt: true, provenAt: true }, ...askingSelect },
  });
  if (!verification) return null;
  const isOpen = !verification.settledAt && !(verification.expiresAt && verification.expiresAt <= now());
  const isShown = () => showsEnd({ secrets }, verification, proof) || isEqual(seen, seenProofOf({ secrets }, verification.id));
  return isOpen || isShown() ? verification : null;
}

function isEqual(given: string, proof: string): boolean {
  return isEqualConstantTime(Buffer.from(given), Buffer.from(proof));
}
