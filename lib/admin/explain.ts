import { readFileSync } from "node:fs";
import path from "node:path";

export type Explained = { whatHappened: string; whatToDo: string };

const page = path.join(import.meta.dirname, "../../docs/when-something-is-wrong.md");
let rows: ReadonlyMap<string, Explained> | undefined;

/**
 * What a code means, in the words of the page "When something is wrong", which has a row for each (tested): so a shell, the
 * page and whoever reads both are told the same. A code without a row says so.
 */
export function explain(code: string): Explained {
  rows ??= readRows(readFileSync(page, "utf8"));
  return rows.get(code) ?? { whatHappened: `${code} has no explanation yet.`, whatToDo: "Look at the connection's page." };
}

/** The first row of a code counts: codes of connections stand before those of single changes. */
export function readRows(text: string): Map<string, Explained> {
  const found = new Map<string, Explained>();
  for (const [, code = "", whatHappened = "", whatToDo = ""] of text.matchAll(/^\| `([^`]+)` \| (.+?) \| (.+?) \|$/gm)) {
    if (!found.has(code)) found.set(code, { whatHappened: plain(whatHappened), whatToDo: plain(whatToDo) });
  }
  return found;
}

/** Without the marks of the page: links by their text, names of buttons and files as they are. */
function plain(cell: string): string {
  return cell
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/[`*]/g, "")
    .trim();
}
