import { broken as de } from "./de/broken.ts";
import { broken as en } from "./en/broken.ts";
import { broken as es } from "./es/broken.ts";
import { broken as fr } from "./fr/broken.ts";
import { broken as nl } from "./nl/broken.ts";
import { broken as pt } from "./pt/broken.ts";
import type { Language } from "./schema.ts";

/** What a page says that failed. It is rendered by the browser, so it is apart from the words that stay on the server. */
export const brokenWords: Record<Language, typeof en> = { en, de, fr, es, nl, pt };
