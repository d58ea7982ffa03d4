import { Secret, TOTP } from "otpauth";

// RFC 6238 as the authenticator apps have it: SHA-1, six digits, 30 seconds. Others are in the standard and in few apps.
const shape = { algorithm: "SHA1", digits: 6, period: 30 };

/** One step to either side: clocks of phones differ, and typing takes a while (RFC 6238, 5.2). */
const stepsAround = 1;

/** A new key for an app, in base32: 160 bits, as RFC 4226, 4 recommends. */
export function newAppKey(): string {
  return new Secret({ size: 20 }).base32;
}

/** The time step whose code these digits are, null for any other digits. Pure. */
export function findStep({ key, digits, at }: { key: string; digits: string; at: Date }): bigint | null {
  const timestamp = at.getTime();
  const delta = TOTP.validate({ ...shape, token: digits, secret: Secret.fromBase32(key), timestamp, window: stepsAround });
  return delta === null ? null : BigInt(TOTP.counter({ period: shape.period, timestamp }) + delta);
}

/** What the QR code says: the key with the names that the app shows beside it. */
export function appKeyUri({ key, organizationName, personName }: { key: string; organizationName: string; personName: string }): string {
  return new TOTP({ ...shape, secret: Secret.fromBase32(key), issuer: organizationName, label: personName }).toString();
}
