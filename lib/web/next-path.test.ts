import { expect, test } from "vitest";
import { safeNextPath, signInPath } from "./next-path.ts";

test.each([
  "/",
  "/nordlicht",
  "/nordlicht/verifications",
  "/nordlicht/connections/01a2-b3/",
  "/nordlicht/verifications?state=passed&from=2026-01-01&q=a%20b",
])("a path of our own screens is kept: %s", (path) => {
  expect(safeNextPath(path)).toBe(path);
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/%2F/evil.example",
  "/a//evil.example",
  "/a/../../evil",
  "/a\n/b",
  "/\t/evil.example",
  "/a#b",
  "/@evil.example",
  "/a:b",
  "/api/auth/signout",
  "/sign-in?next=/a",
  "/setup?token=x",
  "/v/token",
  "/a/token",
  " /a",
  "a",
  "",
  null,
  `/${"a".repeat(600)}`,
])("anything else leads to the start page: %j", (path) => {
  expect(safeNextPath(path)).toBe("/");
});

test("the sign-in page remembers the way back", () => {
  expect(signInPath("/nordlicht/verifications?q=a%20b")).toBe("/sign-in?next=%2Fnordlicht%2Fverifications%3Fq%3Da%2520b");
  expect(signInPath("//evil.example")).toBe("/sign-in");
});
