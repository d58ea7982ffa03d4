import { Secret } from "otpauth";
import { expect, test } from "vitest";
import { appKeyUri, findStep, newAppKey } from "./app-code.ts";

/** RFC 6238, appendix B: the key of the SHA-1 vectors, and their codes of eight digits, of which ours are the last six. */
const key = Secret.fromLatin1("12345678901234567890").base32;
const vectors: [seconds: number, code: string, step: bigint][] = [
  [59, "94287082", 0x1n],
  [1_111_111_109, "07081804", 0x23523ecn],
  [1_111_111_111, "14050471", 0x23523edn],
  [1_234_567_890, "89005924", 0x273ef07n],
  [2_000_000_000, "69279037", 0x3f940aan],
  [20_000_000_000, "65353130", 0x27bc86aan],
];

const at = (seconds: number) => new Date(seconds * 1_000);

test.each(vectors)("at %i seconds the code of RFC 6238 is right, and stands for its step", (seconds, code, step) => {
  expect(findStep({ key, digits: code.slice(2), at: at(seconds) })).toBe(step);
});

test.each(vectors)("the code of %i seconds is right one step before and after, and in no other step", (seconds, code, step) => {
  const digits = code.slice(2);
  for (const shift of [-30, 30]) expect(findStep({ key, digits, at: at(seconds + shift) })).toBe(step);
  for (const shift of [-60, 60, 3_600]) expect(findStep({ key, digits, at: at(seconds + shift) })).toBeNull();
});

test("a key has 160 bits, and no two are the same", () => {
  const keys = new Set(Array.from({ length: 50 }, newAppKey));
  expect(keys.size).toBe(50);
  for (const each of keys) expect(Secret.fromBase32(each).bytes).toHaveLength(20);
});

test("the picture carries the key and the names, whatever stands in a name", () => {
  const uri = new URL(appKeyUri({ key, organizationName: "Nord & licht: ?x=", personName: "Zoë/Š#" }));
  expect(uri.protocol).toBe("otpauth:");
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({
    secret: key,
    issuer: "Nord & licht: ?x=",
    digits: "6",
    period: "30",
    algorithm: "SHA1",
  });
});
