import type { Deps } from "../platform/deps.ts";
import { digest, isEqualConstantTime } from "../platform/secrets.ts";
import { type AskingOrganization, askingSelect, readAsking } from "./asking.ts";
import type { Outcome } from "./states.ts";

/** How a question ended that this browser had open: as much as its reader needs to know what to do, and no reason. */
export type SeenEnd = { organization: AskingOrganization; end: "answered" | "expired" | "closed" };

const endOf: Record<Outcome, SeenEnd["end"]> = {
  passed: "answered",
  overridden: "answered",
  expired: "expired",
  // One page for what a technician, a freeze or another browser ended: which of them it was is not said here.
  cancelled: "closed",
  not_possible: "closed",
  denied: "closed",
  failed: "closed",
};

/**
 * A proof that this browser had the question while it was open, null for an unknown link and for one with an outcome. It
 * shows that the question is over and nothing else: nothing can be added with it, and it names nobody but who asked.
 */
export async function seenProof({ db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">, token: string): Promise<string | null> {
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: { id: true, settledAt: true, expiresAt: true },
  });
  if (!verification || verification.settledAt || (verification.expiresAt && verification.expiresAt <= now())) return null;
  return seenProofOf({ secrets }, verification.id);
}

/** The same for a verification that is known. */
export function seenProofOf({ secrets }: Pick<Deps, "secrets">, verificationId: string): string {
  return `${verificationId}.${Buffer.from(secrets.mac("requester seen page", verificationId)).toString("base64url")}`;
}

/** The end behind a proof of `seenProof`; null when the proof is not ours, is another link's, or the question is still open. */
export async function findSeenEnd(
  { db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">,
  { token, proof }: { token: string; proof: string },
): Promise<SeenEnd | null> {
  const id = proof.slice(0, 36);
  if (!isEqualConstantTime(Buffer.from(seenProofOf({ secrets }, id)), Buffer.from(proof))) return null;
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: { ...{ id: true, state: true, settledAt: true, expiresAt: true }, ...askingSelect },
  });
  if (verification?.id !== id) return null;
  const { state, settledAt, expiresAt } = verification;
  const organization = await readAsking(db, verification);
  // settledAt is set together with the outcome, by `settle` alone.
  if (settledAt) return { organization, end: endOf[state as Outcome] };
  // Over, though no job has told so yet.
  return expiresAt && expiresAt <= now() ? { organization, end: "expired" } : null;
}
