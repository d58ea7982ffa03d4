import { expect, test } from "vitest";
import { checkAppUrl } from "./check-app-url.ts";

test.each(["https://verify.nordlicht.de", "https://verify.nordlicht.de:443/", "https://8.8.8.8/", "https://[2606:4700::1111]/"])(
  "Autotask can call %s",
  (url) => {
    expect(checkAppUrl(new URL(url), "production")).toEqual({ ok: true });
  },
);

test.each([
  ["http://verify.nordlicht.de", "not_https"],
  ["https://verify.nordlicht.de:8443", "not_port_443"],
  ["https://localhost", "not_public"],
  ["https://countersign", "not_public"],
  ["https://countersign.local", "not_public"],
  ["https://portal.internal.", "not_public"],
  ["https://10.0.0.5", "not_public"],
  ["https://192.168.1.4", "not_public"],
  ["https://169.254.169.254", "not_public"],
  ["https://[::1]", "not_public"],
  ["https://[fd00::1]", "not_public"],
  ["https://127.0.0.1.example", "not_public"],
] as const)("Autotask cannot call %s: %s", (url, problem) => {
  expect(checkAppUrl(new URL(url), "production")).toMatchObject({ ok: false, problem });
});

test.each(["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])("outside production a simulator can call %s", (url) => {
  expect(checkAppUrl(new URL(url), "demo")).toEqual({ ok: true });
  expect(checkAppUrl(new URL(url), "production").ok).toBe(false);
});

test("outside production too, only loopback is excused", () => {
  expect(checkAppUrl(new URL("http://192.168.1.4:3000"), "demo").ok).toBe(false);
  expect(checkAppUrl(new URL("http://localhost.evil.com:3000"), "demo").ok).toBe(false);
});
