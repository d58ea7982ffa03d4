import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createSecrets, isEqualConstantTime } from "./secrets.ts";

const key = (id: string) => ({ id, key: randomBytes(32) });
const place = { table: "connections", column: "secret", rowId: "row-1" };
const first = key("2026-01");
const secrets = createSecrets([first], "mac secret");

test("what was sealed opens in its own place only", () => {
  const sealed = secrets.seal("pässword 🔑", place);

  expect(secrets.open(sealed, place)).toBe("pässword 🔑");
  for (const elsewhere of [
    { ...place, rowId: "row-2" },
    { ...place, column: "username" },
    { ...place, table: "members" },
  ]) {
    expect(() => secrets.open(sealed, elsewhere)).toThrow("cannot be opened");
  }
});

test("a sealed secret with any one bit flipped does not open", () => {
  const sealed = secrets.seal("s", place);
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const forged = Uint8Array.from(sealed);
    forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => secrets.open(forged, place)).toThrow("cannot be opened");
  }
});

test("the same text sealed twice shares no bytes that tell", () => {
  expect(secrets.seal("same", place)).not.toEqual(secrets.seal("same", place));
});

test("an older key of the ring still opens, and a ring without it refuses without naming a value", () => {
  const sealed = secrets.seal("kept", place);
  const newer = key("2026-02");

  expect(createSecrets([newer, first], "mac secret").open(sealed, place)).toBe("kept");
  expect(() => createSecrets([newer], "mac secret").open(sealed, place)).toThrow(/^A sealed connections\.secret cannot be opened$/);
});

test("a code's MAC depends on its purpose and on the secret outside the database", () => {
  const mac = secrets.mac("challenge-1", "123456");

  expect(isEqualConstantTime(mac, secrets.mac("challenge-1", "123456"))).toBe(true);
  expect(isEqualConstantTime(mac, secrets.mac("challenge-2", "123456"))).toBe(false);
  expect(isEqualConstantTime(mac, createSecrets([first], "another").mac("challenge-1", "123456"))).toBe(false);
  expect(isEqualConstantTime(mac, mac.subarray(1))).toBe(false);
});
