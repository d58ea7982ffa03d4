import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { Deps } from "../../platform/deps.ts";
import { addAuthenticator } from "./add-authenticator.ts";
import { ceremonyLifetimeMs, putCeremony, takeCeremony } from "./ceremonies.ts";
import { type EnrolmentClaim, findEnrolmentRight } from "./enrolment-right.ts";
import { isAskedByUs, type NewPasskey } from "./passkey-schema.ts";
import { relyingParty } from "./relying-party.ts";

type Needed = Pick<Deps, "db" | "now" | "secrets" | "appUrl">;

/** ES256, EdDSA and RS256, which all devices have; what the library adds where it can is an experiment of Node still. */
const algorithms = [-7, -8, -257];

/** Passkeys of one person: a phone, a laptop, a key, and one of each in reserve. */
export const passkeysMax = 6;

/** What the browser needs to make a passkey. Null: no right, or there are enough. */
export async function beginPasskey(deps: Needed, claim: EnrolmentClaim): Promise<PublicKeyCredentialCreationOptionsJSON | null> {
  const right = await findEnrolmentRight(deps, claim);
  if (!right) return null;
  const { organizationId, verificationId, holder, organizationName, personName } = right;
  const passkeys = await deps.db.authenticator.findMany({ where: { ...holder, kind: "passkey", revokedAt: null } });
  if (passkeys.length >= passkeysMax) return null;
  return generateRegistrationOptions({
    rpName: organizationName,
    rpID: relyingParty(deps.appUrl).id,
    // The library draws a random user handle: none of ours, and no address, is kept on a device that others may read.
    userName: personName === "" ? organizationName : personName,
    userDisplayName: personName,
    challenge: await putCeremony(deps.db, { organizationId, verificationId, purpose: "enrol_passkey", now: deps.now() }),
    // Which make of device it is does not matter here, and asking would tell more of the person than we need.
    attestationType: "none",
    excludeCredentials: passkeys.flatMap(({ credentialId, transports }) => (credentialId === null ? [] : { id: credentialId, transports })),
    authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
    supportedAlgorithmIDs: algorithms,
    timeout: ceremonyLifetimeMs,
  });
}

/** Takes a new passkey. The question is used up whatever the answer is worth. */
export async function finishPasskey(
  deps: Needed,
  { answer, ...claim }: EnrolmentClaim & { answer: NewPasskey },
): Promise<"added" | "refused"> {
  const right = await findEnrolmentRight(deps, claim);
  if (!right) return "refused";
  const expected = await takeCeremony(deps.db, { verificationId: right.verificationId, purpose: "enrol_passkey", now: deps.now() });
  const made = expected === null ? null : await verify(deps.appUrl, { expected, answer });
  if (!made) return "refused";
  const { credential, credentialDeviceType, credentialBackedUp } = made;
  const transports = answer.response.transports ?? [];
  const authenticator = {
    kind: "passkey" as const,
    label: labelOf(transports, credentialDeviceType === "multiDevice"),
    credentialId: credential.id,
    publicKey: new Uint8Array(credential.publicKey),
    counter: BigInt(credential.counter),
    transports,
    backupEligible: credentialDeviceType === "multiDevice",
    backedUp: credentialBackedUp,
  };
  return (await addAuthenticator(deps, { right, id: crypto.randomUUID(), authenticator })) ? "added" : "refused";
}

async function verify(appUrl: URL, { expected, answer }: { expected: string; answer: NewPasskey }) {
  if (!isAskedByUs(answer.response.clientDataJSON)) return null;
  const { origin, id } = relyingParty(appUrl);
  try {
    const { response, ...rest } = answer;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...rest, response: { ...response, transports: response.transports ?? [] } },
      expectedChallenge: expected,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    return verified ? registrationInfo : null;
  } catch {
    // The library says by throwing that an answer is not as it must be.
    return null;
  }
}

function labelOf(transports: readonly string[], isSynced: boolean): string {
  if (isSynced) return "Passkey, synced between devices";
  if (transports.includes("internal")) return "Passkey of one device";
  return transports.some((each) => each === "usb" || each === "nfc") ? "Security key" : "Passkey";
}
