import { z } from "zod";
import { minutes } from "../../platform/clock.ts";
import { isEqualConstantTime, type Secrets } from "../../platform/secrets.ts";
import { returnKeyOf } from "./check-tokens.ts";

/** How long a person may take at a provider: longer than the question is open. */
export const visitLifetimeMs = minutes(60);

/** `out`: on the way to the provider. `back`: came back from it, with the key that only its browser has. */
type Stage = "out" | "back";

const visitSchema = z.object({
  checkId: z.uuid(),
  verificationId: z.uuid(),
  /** The link's, so that the way back leads to its page. */
  token: z.string(),
  expiresAt: z.number(),
});

/** A visit to a provider, kept by the browser that makes it and by nothing else. */
export type Visit = z.infer<typeof visitSchema>;

const placeOf = (stage: Stage) => ({ table: "cookies", column: `external check, ${stage}`, rowId: "" });

/** For a cookie: nobody reads or changes it, and one of the way out is none of the way back. */
export function sealVisit(secrets: Secrets, stage: Stage, visit: Visit): string {
  return Buffer.from(secrets.seal(JSON.stringify(visit), placeOf(stage))).toString("base64url");
}

/** Null for what is not ours, is of the other way, or is too old. */
export function openVisit(secrets: Secrets, stage: Stage, { sealed, now }: { sealed: string; now: Date }): Visit | null {
  if (sealed === "" || sealed.length > 4_096) return null;
  try {
    const visit = visitSchema.parse(JSON.parse(secrets.open(Buffer.from(sealed, "base64url"), placeOf(stage))));
    return visit.expiresAt > now.getTime() ? visit : null;
  } catch {
    return null; // Changed, moved, or sealed with a key that is gone: all the same to the person.
  }
}

/**
 * Whether a browser that says it comes back really does: it has what it was given on the way out, and the key that only the
 * provider could hand it. Who merely holds the link has neither the pass nor what comes with it.
 */
export function openReturn(
  secrets: Secrets,
  { sealed, check, key, now }: { sealed: string; check: string; key: string; now: Date },
): Visit | null {
  const visit = openVisit(secrets, "out", { sealed, now });
  if (!visit || visit.checkId !== check) return null;
  return isEqualConstantTime(Buffer.from(returnKeyOf(secrets, check)), Buffer.from(key)) ? visit : null;
}
