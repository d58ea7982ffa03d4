import type { Words } from "./words.ts";

// What settings and pages may know of the languages without loading a word of them. Safe in the browser.

/** The languages of everybody who has no account here: requesters, approvers, and people who are called. */
export const languages = ["en", "de", "fr", "es", "nl", "pt"] as const;
export type Language = (typeof languages)[number];

/** A language as it stands in the database: one that this release does not have is English. */
export function storedLanguage(text: string): Language {
  return languages.find((language) => language === text) ?? "en";
}

/** Each by its own name, for people who read no other. */
export const languageNames: Record<Language, string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  nl: "Nederlands",
  pt: "Português",
};

export type { Words };
export type RequesterWords = Words["requester"];
export type ApproverWords = Words["approver"];

/** A sentence with parts that are more than text, such as an address in bold: each language puts them where they belong. */
export type Rich<Part> = readonly (string | Part)[];
