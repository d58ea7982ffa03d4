import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseHelp } from "./parse-help.ts";

const document = readFileSync(new URL("../../../docs/when-something-is-wrong.md", import.meta.url), "utf8");

test("a row is a code with what happened and what to do, and its markup becomes text", () => {
  const markdown = [
    "# Help",
    "Before `all`.",
    "## One\nTold of **it**.",
    "| Code | What happened | What to do |\n| --- | --- | --- |\n| `a.b` | It *broke*. | See [the table](x.md#y), then `run`. |",
  ].join("\n\n");
  expect(parseHelp(markdown.replace("## One\nTold", "## One\n\nTold"))).toEqual({
    title: "Help",
    lead: [[plain("Before "), { text: "all", as: "code" }, plain(".")]],
    sections: [
      {
        heading: "One",
        lead: [[plain("Told of "), { text: "it", as: "strong" }, plain(".")]],
        rows: [
          {
            code: "a.b",
            what: [plain("It "), { text: "broke", as: "emphasis" }, plain(".")],
            todo: [plain("See "), plain("the table"), plain(", then "), { text: "run", as: "code" }, plain(".")],
          },
        ],
      },
    ],
  });
});

test("every row of the document that names a code is read, and no two have one address", () => {
  const rows = document.split("\n").flatMap((line) => /^\| `([^`]+)` \|/.exec(line)?.[1] ?? []);
  const read = parseHelp(document).sections.flatMap((section) => section.rows.map(({ code }) => code));
  expect(read).toEqual(rows);
  expect(rows.length).toBeGreaterThan(90);
  const { sections } = parseHelp(document);
  const addresses = sections.flatMap((section) => section.rows.map(({ code }) => `${section.heading} ${code}`));
  expect(new Set(addresses).size).toBe(addresses.length);
});

test("nothing of the document is left as markup", () => {
  const { lead, sections } = parseHelp(document);
  const texts = [...lead, ...sections.flatMap((section) => [...section.lead, ...section.rows.flatMap(({ what, todo }) => [what, todo])])];
  const raw = texts.flat().filter(({ text, as }) => as !== "code" && /\]\(|\*\*|`|^\|/.test(text));
  expect(raw).toEqual([]);
});

const plain = (text: string) => ({ text, as: "plain" as const });
