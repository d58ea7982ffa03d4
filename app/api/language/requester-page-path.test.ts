import { expect, test } from "vitest";
import { requesterPagePath } from "./requester-page-path.ts";

test.each(["/v/abc-DEF_1", "/v/abc/not-me", "/v/abc?said=wrong&wait=30", "/v/a%2Fb", "/a/abc/not-right", "/is-this-us?said=no"])(
  "a language that was chosen on %s leads back there",
  (path) => {
    expect(requesterPagePath(path)).toBe(path);
  },
);

test.each([
  ...[null, "", "/", "//evil.example", "/\\evil.example", "https://evil.example/v/x", "/vx", "/acme", "/api/v1/organization"],
  ...["/v/x\r\nset-cookie: a=b", "/v/x#y", "/v/<script>", `/v/${"x".repeat(2_000)}`],
])("a language that was chosen on %j leads to no other place", (wish) => {
  expect(requesterPagePath(wish)).toBe("/is-this-us");
});
