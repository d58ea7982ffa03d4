import { expect, test } from "vitest";
import { isForReaders, languageCookie, readerOf } from "./reader.ts";

const languageOf = (headers: Record<string, string>) => readerOf(new Headers(headers)).language;

test.each([["", "en"]])("a browser that asks for %j gets %s", (asked, language) => {
  expect(languageOf({ "accept-language": asked })).toBe(language);
});

test("a browser that says nothing gets English", () => {
  expect(languageOf({})).toBe("en");
});

test("a cookie that names no language of ours is not looked at", () => {
  expect(languageOf({ cookie: "countersign.language=tlh; countersign.language=../en" })).toBe("en");
});

test("the cookie holds the language and nothing else, for all pages and no script", () => {
  expect(languageCookie(new URL("https://verify.example.com"), "en")).toBe(
    "countersign.language=en; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure",
  );
  expect(languageCookie(new URL("http://127.0.0.1:3000"), "en")).not.toContain("Secure");
});

test("pages for people without an account speak their language, the portal speaks English", () => {
  for (const path of ["/v/token", "/v/token/not-me?said=wrong", "/a/token", "/is-this-us", "/is-this-us?said=no"]) {
    expect(isForReaders(path), path).toBe(true);
  }
  for (const path of [null, "/", "/vienna", "/acme/v/x", "/is-this-us-not", "/sign-in"])
    expect(isForReaders(path), String(path)).toBe(false);
});
