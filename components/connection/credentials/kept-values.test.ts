import { expect, test } from "vitest";
import type { RotationView } from "@/lib/connection/rotate/schema.ts";
import { keptValues } from "./kept-values.ts";

const stored = {
  email: "api@nordlicht.example",
  trackingIdentifierKind: "custom" as const,
  zoneOverride: null,
  setAt: null,
  setByName: null,
  version: 1,
  blockedAt: null,
};
const draft: RotationView = {
  id: "0199a000-0000-7000-8000-000000000001",
  state: "draft",
  startedAt: "2026-11-25T12:00:00Z",
  startedByName: "Inés Bağcı",
  finishedAt: null,
  email: "second@nordlicht.example",
  trackingIdentifierKind: "vendor",
  apiUser: "new",
  zoneOverride: null,
  test: null,
  moves: true,
  steps: [],
  failure: null,
  switchedAt: null,
  removeOldAt: null,
  cancelling: false,
  canCancel: true,
  canReplace: true,
  leftBehind: null,
};

test.each([
  ["the same API user keeps all that is left empty", null, "same", "custom", ["in_use", "in_use", "in_use"]],
  ["another kind of identifier has to be pasted", null, "same", "vendor", ["in_use", "in_use", null]],
  ["a new API user takes nothing of the old one", null, "new", "custom", [null, null, null]],
  ["what was entered for a new API user stays entered", draft, "new", "vendor", ["entered", "entered", "entered"]],
  ["an identifier of the other kind was not entered", draft, "new", "custom", ["entered", "entered", null]],
  ["choosing the same API user forgets what was entered for a new one", draft, "same", "custom", ["in_use", "in_use", "in_use"]],
] as const)("%s", (_name, open, apiUser, trackingIdentifierKind, kept) => {
  expect(Object.values(keptValues({ stored, open }, { apiUser, trackingIdentifierKind }))).toEqual(kept);
});

test("a new API user of the same vendor shares the vendor's identifier", () => {
  const vendor = { ...stored, trackingIdentifierKind: "vendor" as const };
  expect(keptValues({ stored: vendor, open: null }, { apiUser: "new", trackingIdentifierKind: "vendor" }).trackingIdentifier).toBe(
    "in_use",
  );
});
