import { createHmac } from "node:crypto";
import type { Json } from "../model.ts";

/** Value of `X-Hook-Signature`: `sha1=` and Base64 of HMAC-SHA1 over the raw body (vendor page SecretKeyPayloadVerification). */
export function signBody(secretKey: string, body: string): string {
  return `sha1=${createHmac("sha1", secretKey).update(body, "utf8").digest("base64")}`;
}

const SHORT: Record<string, string> = { "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * JSON as Autotask's serializer writes it: `& < > ' " `` ` `` +`, control and non-ASCII characters as \uXXXX with upper-case hex.
 * A receiver that verifies a re-serialised body instead of the raw bytes fails on names with such characters.
 */
export function serialize(value: Json): string {
  if (typeof value === "string") return `"${escapeText(value)}"`;
  if (Array.isArray(value)) return `[${value.map(serialize).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const pairs = Object.entries(value).map(([key, each]) => `"${escapeText(key)}":${serialize(each)}`);
    return `{${pairs.join(",")}}`;
  }
  return JSON.stringify(value);
}

function escapeText(text: string): string {
  // By UTF-16 unit, so that a character outside the first plane becomes two escapes as in .NET.
  return text
    .split("")
    .map((unit) => SHORT[unit] ?? (isPlain(unit) ? unit : `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`))
    .join("");
}

function isPlain(unit: string): boolean {
  const code = unit.charCodeAt(0);
  return code >= 0x20 && code < 0x7f && !"&<>'\"`+".includes(unit);
}
