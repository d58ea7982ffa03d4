import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** A digest of the files below these paths, by name and content. Missing paths count as empty; tests do not count. */
export function hashSources(root: string, entries: readonly string[]): string {
  const hash = createHash("sha256");
  for (const entry of entries)
    for (const file of listFiles(root, entry)) hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

function listFiles(root: string, entry: string): string[] {
  const status = statSync(path.join(root, entry), { throwIfNoEntry: false });
  if (!status) return [];
  if (status.isFile()) return [entry];
  const names = readdirSync(path.join(root, entry)).toSorted();
  return names
    .filter((name) => !/\.(test|spec)\.tsx?$/.test(name) && name !== "generated")
    .flatMap((name) => listFiles(root, path.join(entry, name)));
}
