import { expect, test } from "vitest";
import { headersOfPath, securityHeaders } from "./security-headers.ts";

const shipped = securityHeaders({ nonce: "n0nce", isHttps: true, isDevelopment: false });
const policy = new Map(shipped["content-security-policy"].split("; ").map((part) => [part.split(" ")[0], part.split(" ").slice(1)]));

test("scripts and style elements run by the request's nonce only", () => {
  expect(policy.get("script-src")).toEqual(["'self'", "'nonce-n0nce'", "'strict-dynamic'"]);
  expect(policy.get("style-src")).toEqual(["'self'", "'nonce-n0nce'"]);
});

test("nobody frames us, changes our base, or receives our forms", () => {
  for (const name of ["frame-ancestors", "base-uri", "object-src"]) expect(policy.get(name)).toEqual(["'none'"]);
  expect(policy.get("form-action")).toEqual(["'self'"]);
});

test("nothing is evaluated outside development", () => {
  expect(shipped["content-security-policy"]).not.toContain("unsafe-eval");
  expect(securityHeaders({ nonce: "n", isHttps: false, isDevelopment: true })["content-security-policy"]).toContain("unsafe-eval");
});

test("no answer is stored, and addresses stay with us without losing the Origin", () => {
  expect(shipped["cache-control"]).toBe("no-store");
  expect(shipped["referrer-policy"]).toBe("same-origin");
});

test("https is remembered only where it is spoken", () => {
  expect(shipped["strict-transport-security"]).toContain("includeSubDomains");
  expect(securityHeaders({ nonce: "n", isHttps: false, isDevelopment: false })["strict-transport-security"]).toBeUndefined();
});

test("a picture's answer allows nothing and leaves its keeping to its route; no other path is taken for one", () => {
  const page = securityHeaders({ nonce: "n", isHttps: true, isDevelopment: false });
  const { "cache-control": _, ...kept } = page;
  const picture = { ...kept, "content-security-policy": "default-src 'none'; sandbox" };
  const company = "/api/v1/connections/0199a000/companies/175/appearance/logo";
  for (const path of ["/api/v1/organization/logo", "/v/token/logo", "/a/token/logo", "/is-this-us/logo", company])
    expect(headersOfPath(path, page), path).toEqual(picture);
  for (const path of [
    "/",
    "/v/token",
    "/v/a/b/logo",
    "/nordlicht/logo",
    "/a/logo",
    "/is-this-us",
    company.replace("/appearance", ""),
    "/api/v1/organization/logo/x",
    "/x/api/v1/organization/logo",
  ]) {
    expect(headersOfPath(path, page), path).toEqual(page);
  }
});
