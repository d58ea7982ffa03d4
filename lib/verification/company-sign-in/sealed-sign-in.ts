import { z } from "zod";
import { minutes } from "../../platform/clock.ts";
import type { Secrets } from "../../platform/secrets.ts";

/** How long a person may take at the provider. */
export const signInLifetimeMs = minutes(10);

const signInSchema = z.object({
  providerId: z.uuid(),
  verificationId: z.uuid(),
  challengeId: z.uuid(),
  /** The link's, so that the answer leads back to its page. */
  token: z.string(),
  /** The host that the person signs in at, for the page in between. */
  host: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  expiresAt: z.number(),
});

/** A sign-in on its way, kept by the browser that began it and by nothing else. */
export type SignIn = z.infer<typeof signInSchema>;

const placeOf = (providerId: string) => ({ table: "cookies", column: "company sign-in", rowId: providerId });

/** For a cookie: nobody reads or changes it, and it opens for this provider only. */
export function sealSignIn(secrets: Secrets, signIn: SignIn): string {
  return Buffer.from(secrets.seal(JSON.stringify(signIn), placeOf(signIn.providerId))).toString("base64url");
}

/** Null for what is not ours, is another provider's, or is too old. */
export function openSignIn(
  secrets: Secrets,
  { sealed, providerId, now }: { sealed: string; providerId: string; now: Date },
): SignIn | null {
  if (sealed === "" || sealed.length > 4_096) return null;
  try {
    const signIn = signInSchema.parse(JSON.parse(secrets.open(Buffer.from(sealed, "base64url"), placeOf(providerId))));
    return signIn.providerId === providerId && signIn.expiresAt > now.getTime() ? signIn : null;
  } catch {
    return null; // Changed, moved, or sealed with a key that is gone: all the same to the person.
  }
}
