import { de } from "./de/index.ts";
import { en } from "./en/index.ts";
import { es } from "./es/index.ts";
import { fr } from "./fr/index.ts";
import { nl } from "./nl/index.ts";
import { pt } from "./pt/index.ts";
import type { Language } from "./schema.ts";

/** Every language has exactly this: a text that is missing, left over or asks for something else is an error of types. */
export type Words = typeof en;

const catalogs: Record<Language, Words> = { en, de, fr, es, nl, pt };

/** All that people without an account read, in one language. */
export function wordsOf(language: Language): Words {
  return catalogs[language];
}
