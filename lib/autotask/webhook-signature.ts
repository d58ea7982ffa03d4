import { createHmac, timingSafeEqual } from "node:crypto";

/** 20 bytes in canonical base64: 27 characters of which the last carries four bits, and one `=`. */
const HEADER = /^sha1=([A-Za-z0-9+/]{26}[AEIMQUYcgkosw048]=)$/;

/**
 * True only if Autotask's `X-Hook-Signature` proves exactly these bytes: HMAC-SHA1 with the webhook's secret, in base64
 * (help page SecretKeyPayloadVerification). The bytes must be raw: Autotask escapes characters in its own way, so a body
 * parsed and written again has another signature. An empty secret proves nothing.
 */
export function isAuthentic(rawBody: Buffer, header: string | null, secret: string): boolean {
  const digest = HEADER.exec(header ?? "")?.[1];
  if (digest === undefined || secret === "") return false;
  return timingSafeEqual(Buffer.from(digest, "base64"), createHmac("sha1", secret).update(rawBody).digest());
}
