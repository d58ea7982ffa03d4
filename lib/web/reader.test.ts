import { expect, test } from "vitest";
import { asksForOurs, isForReaders, languageCookie, readerOf } from "./reader.ts";

const languageOf = (headers: Record<string, string>) => readerOf(new Headers(headers)).language;

test.each([
  ["", "en"],
  ["de", "de"],
  ["de-AT,de;q=0.9,en;q=0.8", "de"],
  ["pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7", "pt"],
  ["en-US,en;q=0.9,de;q=0.8", "en"],
  ["en;q=0.5, nl;q=0.9", "nl"],
  ["pl-PL,pl;q=0.9,fr;q=0.4,en;q=0.2", "fr"],
  ["fr;q=0, es", "es"],
  ["ja,zh-Hant-TW;q=0.9", "en"],
  ["*", "en"],
  [";;q=,,,=", "en"],
  ["DE-de", "de"],
  ["deu-not-a-code-of-ours", "en"],
])("a browser that asks for %j gets %s", (asked, language) => {
  expect(languageOf({ "accept-language": asked })).toBe(language);
});

test("a browser that says nothing gets English", () => {
  expect(languageOf({})).toBe("en");
});

test.each([
  ["", "nl"],
  ["*", "nl"],
  ["pl-PL,pl;q=0.9", "nl"],
  ["pl-PL, *;q=0.5", "nl"],
  ["pl, *;q=0.5, fr;q=0.1", "fr"],
  ["de-AT", "de"],
])("a browser that asks for %j reads %s where the company's language is Dutch", (asked, language) => {
  const headers = new Headers({ "accept-language": asked });
  expect(readerOf(headers, "nl").language).toBe(language);
  expect(asksForOurs(headers)).toBe(language !== "nl");
});

test("a language that was chosen here counts more than what the browser asks for", () => {
  expect(languageOf({ "accept-language": "de", cookie: "other=1; countersign.language=fr" })).toBe("fr");
});

test("a cookie that names no language of ours is not looked at", () => {
  expect(languageOf({ "accept-language": "es", cookie: "countersign.language=tlh; countersign.language=../en" })).toBe("es");
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
