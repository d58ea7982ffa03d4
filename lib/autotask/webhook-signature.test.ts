import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAuthentic } from "./webhook-signature.ts";

const secret = "a secret of the webhook";
const body = Buffer.from('{"Action":"Create","Id":7,"Fields":{"Title":"caf\\u00E9 \\u0027x\\u0027"}}');
const sign = (bytes: Buffer, key = secret, encoding: "base64" | "hex" = "base64") => createHmac("sha1", key).update(bytes).digest(encoding);
const header = `sha1=${sign(body)}`;

test("the raw bytes signed with the webhook's secret are authentic", () => {
  expect(isAuthentic(body, header, secret)).toBe(true);
});

test("the published HMAC-SHA1 vector of RFC 2202 (test case 2) verifies", () => {
  const digest = Buffer.from("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", "hex").toString("base64");
  expect(isAuthentic(Buffer.from("what do ya want for nothing?"), `sha1=${digest}`, "Jefe")).toBe(true);
});

describe("refused", () => {
  const digest = sign(body);
  test.each<[string, string | null]>([
    ["no header", null],
    ["an empty header", ""],
    ["a scheme without a digest", "sha1="],
    ["the right digest without a scheme", digest],
    ["the right digest under another scheme", `sha256=${digest}`],
    ["the right digest under a scheme in capitals", `SHA1=${digest}`],
    ["a SHA-256 digest under its own scheme", `sha256=${createHmac("sha256", secret).update(body).digest("base64")}`],
    ["the right digest in hex", `sha1=${sign(body, secret, "hex")}`],
    ["27 characters", `sha1=${digest.slice(0, 27)}`],
    ["29 characters", `sha1=${digest}=`],
    ["junk inside the base64", `sha1=${digest.slice(0, 5)}!${digest.slice(5)}`],
    ["base64url for base64", `sha1=${"-_".padEnd(27, "A")}=`],
    ["a space before", ` ${header}`],
    ["a line break after", `${header}\n`],
    ["two headers joined", `${header}, ${header}`],
    ["a forged header joined with the right one", `sha1=${sign(body, "other")}, ${header}`],
    ["a digest by another secret", `sha1=${sign(body, "another secret")}`],
    ["a digest of other bytes", `sha1=${sign(Buffer.from("{}"))}`],
    ["a megabyte", `sha1=${"A".repeat(1_000_000)}`],
  ])("%s", (_what, value) => {
    expect(isAuthentic(body, value, secret)).toBe(false);
  });

  test("everything, when the secret is empty", () => {
    expect(isAuthentic(body, `sha1=${sign(body, "")}`, "")).toBe(false);
  });

  test("a second spelling of the right digest: the spare bits of the last character must be zero", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const spelled = digest.slice(0, 26) + alphabet[alphabet.indexOf(digest.charAt(26)) + 1];
    expect(Buffer.from(`${spelled}=`, "base64")).toEqual(Buffer.from(digest, "base64"));
    expect(isAuthentic(body, `sha1=${spelled}=`, secret)).toBe(false);
  });

  test("the same document written again with the old signature", () => {
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(isAuthentic(rewritten, header, secret)).toBe(false);
  });

  test("the body with any one bit flipped", () => {
    for (let bit = 0; bit < body.length * 8; bit += 1) {
      const flipped = Buffer.from(body);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(isAuthentic(flipped, header, secret), `bit ${bit}`).toBe(false);
    }
  });

  test("the digest with any one bit flipped", () => {
    for (let bit = 0; bit < 160; bit += 1) {
      const flipped = Buffer.from(digest, "base64");
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(isAuthentic(body, `sha1=${flipped.toString("base64")}`, secret), `bit ${bit}`).toBe(false);
    }
  });
});

test("a signature accepts its own bytes and no others, whatever the bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), fc.string({ minLength: 1 }), (one, other, key) => {
      const signature = `sha1=${sign(Buffer.from(one), key)}`;
      expect(isAuthentic(Buffer.from(one), signature, key)).toBe(true);
      expect(isAuthentic(Buffer.from(other), signature, key)).toBe(Buffer.from(one).equals(Buffer.from(other)));
    }),
  );
});

test("no made-up header is ever accepted or throws", () => {
  fc.assert(fc.property(fc.string(), (made) => !isAuthentic(body, made, secret) && !isAuthentic(body, `sha1=${made}`, secret)));
});
