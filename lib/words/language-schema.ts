import { z } from "zod";
import { languages } from "./schema.ts";

// Apart from schema.ts, which is on every page for people without an account: they download no zod.

/** A language that somebody chose. */
export const languageSchema = z.enum(languages, "Choose a language from the list.");
