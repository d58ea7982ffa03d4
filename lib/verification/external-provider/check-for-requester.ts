import type { Db } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { digest } from "../../platform/secrets.ts";
import { needsNumber } from "../settle.ts";
import { checkUrlPlace } from "./open-check.ts";
import { parsePageUrl } from "./provider-address.ts";

/** What the requester's page shows of an open check. */
export type RequesterCheck = {
  checkId: string;
  verificationId: string;
  providerId: string;
  providerName: string;
  /** What the provider is told of the person. */
  sends: { name: boolean; email: boolean };
  /** Where they go; null while the provider has not answered yet. */
  url: string | null;
};

/** The check that a link asks for now, for its page and the way out. Changes nothing. Null when there is none, or the provider is off. */
export async function findRequesterCheck(
  { db, now, secrets, appEnv }: Pick<Deps, "db" | "now" | "secrets" | "appEnv">,
  token: string,
): Promise<RequesterCheck | null> {
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: {
      ...{ id: true, organizationId: true, settledAt: true, expiresAt: true, numberMac: true, numberMatchedAt: true },
      challenges: {
        where: { method: "external_provider", state: { in: ["waiting", "sending", "sent"] } },
        select: { state: true, externalChecks: { orderBy: { number: "desc" }, take: 1, include: { provider: true } } },
      },
    },
  });
  const [challenge] = verification?.challenges ?? [];
  const [check] = challenge?.externalChecks ?? [];
  if (!verification || !challenge || !check || verification.settledAt !== null || check.provider.disabledAt !== null) return null;
  if (verification.expiresAt && verification.expiresAt <= now()) return null;
  // The number on the technician's screen comes first, as everywhere.
  if (needsNumber(verification)) return null;
  const { provider } = check;
  // While another one is asked for, the one before is dead.
  const isCurrent = challenge.state !== "waiting" && check.urlSealed !== null;
  const stored = isCurrent && check.urlSealed ? secrets.open(check.urlSealed, checkUrlPlace(check.id)) : null;
  return {
    ...{ checkId: check.id, verificationId: verification.id, providerId: provider.id, providerName: provider.name },
    sends: { name: provider.sendsName, email: provider.sendsEmail },
    // Looked at again: an admin may have taken a host away since.
    url: stored && parsePageUrl(stored, provider, appEnv),
  };
}

/**
 * How a check that a browser came back from stands. `open`: nothing was said yet, or it is being finished. `more`: it counted, and the page asks for
 * one more proof. `unclear`: it could not say, and the page asks for something else. `ended`: the verification has its
 * outcome by it. `elsewhere`: something else ended it, or there is no such check.
 */
export type CheckStanding = "open" | "more" | "unclear" | "ended" | "elsewhere";

/** Reads how a check stands. */
export async function readStanding(
  db: Db,
  { checkId, verificationId }: { checkId: string; verificationId: string },
): Promise<CheckStanding> {
  const check = await db.externalCheck.findFirst({
    where: { id: checkId, verificationId },
    select: { result: true, challenge: { select: { verification: { select: { settledAt: true, provenAt: true } } } } },
  });
  if (!check) return "elsewhere";
  const { settledAt, provenAt } = check.challenge.verification;
  const isSettled = settledAt !== null;
  if (check.result === null) return isSettled ? "elsewhere" : "open";
  if (isSettled) return "ended";
  // All is proven, and a job looks at the contact before it passes.
  if (provenAt !== null) return "open";
  return check.result === "passed" ? "more" : "unclear";
}
