import { expect, test } from "vitest";
import { slugOf } from "./slug.ts";

test.each([
  ["Nordlicht Systemhaus GmbH", "nordlicht-systemhaus-gmbh"],
  ["  Müller & Söhne / IT ", "muller-sohne-it"],
  ["Große Straße", "grosse-strasse"],
  ["株式会社", "msp"],
  ["API", "api-msp"],
  // The requester's and the approver's pages.
  ["V", "v-msp"],
  ["A", "a-msp"],
  ["Sign in", "sign-in-msp"],
  [`${"a".repeat(39)} b`, "a".repeat(39)],
])("%s becomes %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
