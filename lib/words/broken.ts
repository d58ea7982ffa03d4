import { broken as en } from "./en/broken.ts";
import type { Language } from "./schema.ts";

/** What a page says that failed. It is rendered by the browser, so it is apart from the words that stay on the server. */
export const brokenWords: Record<Language, typeof en> = { en };
