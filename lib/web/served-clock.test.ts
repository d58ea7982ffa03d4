import { expect, test } from "vitest";
import { zoneCookie, zoneCookieName } from "../../components/layout/zone-cookie.ts";
import { servedClock } from "./served-clock.ts";

const now = new Date("2026-11-24T14:42:00Z");
const clockOf = (headers: Record<string, string>) => servedClock(new Headers(headers), { cookieName: zoneCookieName, now });
const keptBy = (timeZone: string) => zoneCookie(timeZone, { isHttps: false }).split(";")[0] ?? "";

test("a time zone that the browser kept, and the language it asks for first, are the server's", () => {
  const cookie = `other=1; ${keptBy("Europe/Lisbon")}`;
  const clock = clockOf({ cookie, "accept-language": "de-AT,de;q=0.9,en;q=0.8" });
  expect(clock).toEqual({ nowMs: now.getTime(), locale: "de-AT", timeZone: "Europe/Lisbon" });
});

test("a browser that asks for no language gets times in English", () => {
  for (const wished of ["", "*"]) expect(clockOf({ cookie: keptBy("UTC"), "accept-language": wished })?.locale).toBe("en");
});

test.each([
  ["no cookie", ""],
  ["an empty one", `${zoneCookieName}=`],
  ["a zone that does not exist", keptBy("Mars/Olympus_Mons")],
  ["what cannot be decoded", `${zoneCookieName}=%E0%A4%A`],
])("with %s the server knows no time zone", (_, cookie) => {
  expect(clockOf({ cookie, "accept-language": "en" })).toBeNull();
});

test.each(["x-not a language", "de-DE-u-nu-zzzzzzzzzzzzzzzz", ";;q=,,,=", "a".repeat(50)])(
  "a language like %j takes no page down",
  (wished) => {
    expect(() => clockOf({ cookie: keptBy("Europe/Berlin"), "accept-language": wished })).not.toThrow();
  },
);
