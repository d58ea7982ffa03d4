import { expect, test } from "vitest";
import { can, permissionsOf, roles } from "./permissions.ts";

const all = permissionsOf.owner;

test("an auditor can read and nothing else", () => {
  expect(all.filter((permission) => can("auditor", permission)).every((permission) => permission.endsWith(":read"))).toBe(true);
  expect(can("auditor", "verification:read")).toBe(true);
});

test("a technician starts and cancels verifications, and edits nothing", () => {
  const beyondReading = all.filter((permission) => can("technician", permission) && !permission.endsWith(":read"));
  expect(beyondReading).toEqual(["verification:start", "verification:cancel"]);
});

test("a lead also decides, and edits nothing of the organization", () => {
  const beyond = all.filter((permission) => can("lead", permission) && !can("technician", permission));
  expect(beyond).toEqual(["verification:override", "contact:unfreeze", "authenticator:revoke"]);
});

test("an admin lacks only what belongs to owners", () => {
  expect(all.filter((permission) => !can("admin", permission))).toEqual(["owner:edit"]);
});

test("no role can what the next higher one cannot", () => {
  for (const [index, role] of roles.entries()) {
    const higher = roles[index - 1] ?? "owner";
    expect(permissionsOf[role].filter((permission) => !can(higher, permission))).toEqual([]);
  }
});

test("keys are not even listed for technicians and auditors", () => {
  expect(roles.filter((role) => can(role, "api_key:read"))).toEqual(["owner", "admin"]);
});
