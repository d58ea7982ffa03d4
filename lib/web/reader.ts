import "server-only";
import Negotiator from "negotiator";
import { type Language, languages, type Words } from "../words/schema.ts";
import { wordsOf } from "../words/words.ts";
import { pathHeader } from "./next-path.ts";

/** Whoever reads a page without an account. */
export type Reader = {
  language: Language;
  words: Words;
  /** The address that was asked for, to come back to. */
  here: string;
};

/** Whether a page speaks its reader's language: those for people without an account do, the portal is in English. */
export function isForReaders(path: string | null): boolean {
  return path !== null && /^\/(v|a|is-this-us)(\/|\?|$)/.test(path);
}

const cookieName = "countersign.language";
const lifetimeSeconds = 365 * 24 * 3_600;

/** The Set-Cookie line that keeps a language that somebody chose. It says nothing about them and proves nothing. */
export function languageCookie(appUrl: URL, language: Language): string {
  const parts = [`${cookieName}=${language}`, "Path=/", `Max-Age=${lifetimeSeconds}`, "HttpOnly", "SameSite=Lax"];
  return [...parts, ...(appUrl.protocol === "https:" ? ["Secure"] : [])].join("; ");
}

/** Whether the reader, by an earlier choice or by their browser, asks for a language that we have. */
export function asksForOurs(given: Headers): boolean {
  return wishedBy(given) !== undefined;
}

/** The language that was chosen here before, else the first that the browser asks for and we have, else the one that is given. */
export function readerOf(given: Headers, otherwise: Language = "en"): Reader {
  const language = wishedBy(given) ?? otherwise;
  return { language, words: wordsOf(language), here: given.get(pathHeader) ?? "/" };
}

function wishedBy(given: Headers): Language | undefined {
  return chosenBefore(given) ?? askedFor(given);
}

function chosenBefore(given: Headers): Language | undefined {
  const pairs = (given.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return languages.find((language) => pairs.includes(`${cookieName}=${language}`));
}

function askedFor(given: Headers): Language | undefined {
  // "Any other" is no wish for one of ours: the company's own is as good, and its people read it.
  const named = (given.get("accept-language") ?? "").split(",").filter((part) => !part.trim().startsWith("*"));
  const wished = new Negotiator({ headers: { "accept-language": named.join() } }).language([...languages]);
  return languages.find((language) => language === wished);
}
