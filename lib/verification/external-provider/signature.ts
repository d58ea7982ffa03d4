import { randomBytes } from "node:crypto";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

// Standard Webhooks 1.0.0 (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md): HMAC-SHA256 over
// "id.timestamp.body", base64, at most five minutes old or early, several signatures while a secret is exchanged.

/** `whsec_` and 32 random bytes in base64. */
export function drawSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

type Signed = { id: string; at: Date; body: string };

/** The three headers of a message of ours: a signature for each secret, so that a provider may hold either. */
export function signMessage(secrets: readonly string[], { id, at, body }: Signed): Record<string, string> {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
  };
}

/** The three headers as they came. */
export type SignatureHeaders = { id: string | null; timestamp: string | null; signature: string | null };

/** Longer ones are not ours to store or to compare with. */
const idMax = 255;
const signatureMax = 2_000;

/**
 * Whether one of the secrets made one of the signatures, over exactly these bytes and within five minutes of now. Every
 * secret is tried, and signatures are compared in constant time by the library.
 */
export function isSigned(secrets: readonly string[], { id, timestamp, signature }: SignatureHeaders, body: string): boolean {
  if (id === null || timestamp === null || signature === null) return false;
  if (id === "" || id.length > idMax || !/^\d{1,12}$/.test(timestamp) || signature.length > signatureMax) return false;
  const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
  return secrets.map((secret) => isSignedWith(secret, headers, body)).includes(true);
}

function isSignedWith(secret: string, headers: Record<string, string>, body: string): boolean {
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}
