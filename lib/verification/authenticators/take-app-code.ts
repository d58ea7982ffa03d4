import type { Deps } from "../../platform/deps.ts";
import type { Holder } from "../methods/method.ts";
import { findStep } from "./app-code.ts";
import { appKeyPlace } from "./places.ts";

/**
 * Whether the digits are those that the holder's app shows now. The step is used up in one statement, so that a code that
 * was read over a shoulder, or sent twice at once, is good for one answer (NIST SP 800-63B-4, 3.1.4: accepted once).
 */
export async function takeAppCode(
  { db, now, secrets }: Pick<Deps, "db" | "now" | "secrets">,
  { holder, digits }: { holder: Holder; digits: string },
): Promise<boolean> {
  const app = await db.authenticator.findFirst({ where: { ...holder, kind: "totp", revokedAt: null } });
  if (!app?.secretSealed) return false;
  const at = now();
  const step = findStep({ key: secrets.open(app.secretSealed, appKeyPlace(app.id)), digits, at });
  if (step === null) return false;
  const { count } = await db.authenticator.updateMany({
    where: { id: app.id, revokedAt: null, OR: [{ lastUsedStep: null }, { lastUsedStep: { lt: step } }] },
    data: { lastUsedStep: step, lastUsedAt: at },
  });
  return count > 0;
}
