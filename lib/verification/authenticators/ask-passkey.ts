import { generateAuthenticationOptions, type PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import type { Deps } from "../../platform/deps.ts";
import { digest } from "../../platform/secrets.ts";
import { ceremonyLifetimeMs, putCeremony } from "./ceremonies.ts";
import { relyingParty } from "./relying-party.ts";

/**
 * The question that a browser hands to the passkeys of the person: theirs only, and only while a passkey is what the page
 * asks for. Null when it is not, which an unknown link and one that is over do not tell apart.
 */
export async function askPasskey(
  { db, now, appUrl }: Pick<Deps, "db" | "now" | "appUrl">,
  token: string,
): Promise<PublicKeyCredentialRequestOptionsJSON | null> {
  const at = now();
  const verification = await db.verification.findFirst({
    where: {
      tokenHash: digest(token),
      settledAt: null,
      expiresAt: { gt: at },
      challenges: { some: { method: "passkey", state: { in: ["waiting", "sending", "sent"] } } },
    },
    select: { id: true, organizationId: true, connectionId: true, requesterContactId: true },
  });
  if (!verification?.requesterContactId) return null;
  const { id: verificationId, organizationId, connectionId, requesterContactId: contactId } = verification;
  const passkeys = await db.authenticator.findMany({
    where: { organizationId, connectionId, contactId, kind: "passkey", revokedAt: null },
  });
  // With an empty list a browser would offer every passkey it has for this address.
  if (passkeys.length === 0) return null;
  return generateAuthenticationOptions({
    rpID: relyingParty(appUrl).id,
    challenge: await putCeremony(db, { organizationId, verificationId, purpose: "pass", now: at }),
    allowCredentials: passkeys.flatMap(({ credentialId, transports }) => (credentialId === null ? [] : { id: credentialId, transports })),
    userVerification: "required",
    timeout: ceremonyLifetimeMs,
  });
}
