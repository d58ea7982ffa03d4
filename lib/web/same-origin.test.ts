import { expect, test } from "vitest";
import { AccessError } from "../platform/errors.ts";
import { requireSameOrigin } from "./same-origin.ts";

const appUrl = new URL("https://portal.example/some/path");

test("our own pages may ask for changes", () => {
  expect(() => requireSameOrigin(new Headers({ origin: "https://portal.example" }), appUrl)).not.toThrow();
});

test.each([
  ["missing", {}],
  ["null, as a sandboxed frame sends it", { origin: "null" }],
  ["another site", { origin: "https://evil.example" }],
  ["another scheme", { origin: "http://portal.example" }],
  ["another port", { origin: "https://portal.example:8443" }],
  ["a name that begins like ours", { origin: "https://portal.example.evil.example" }],
  ["a forwarded host that vouches for it", { origin: "https://evil.example", "x-forwarded-host": "evil.example", host: "evil.example" }],
])("an Origin that is %s is refused", (_what, headers) => {
  expect(() => requireSameOrigin(new Headers(headers), appUrl)).toThrow(AccessError);
});
