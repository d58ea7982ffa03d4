import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { cache } from "react";
import { type Help, parseHelp } from "./parse-help.ts";

/** The document that comes with this version, so that help needs no network and speaks of exactly this product. */
export const readHelp = cache(async (): Promise<Help> => {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), "docs", "when-something-is-wrong.md");
  return parseHelp(await readFile(file, "utf8"));
});
