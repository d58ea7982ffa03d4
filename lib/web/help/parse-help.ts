/** A run of text inside a sentence. Links of the document lead to other documents, so here they are their words. */
export type HelpText = { text: string; as: "plain" | "code" | "strong" | "emphasis" };

export type HelpRow = { code: string; what: HelpText[]; todo: HelpText[] };
export type HelpSection = { heading: string; lead: HelpText[][]; rows: HelpRow[] };
export type Help = { title: string; lead: HelpText[][]; sections: HelpSection[] };

const ROW = /^\| `([^`]+)` \| (.+) \| (.+) \|$/;
const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|_([^_]+)_|\[([^\]]+)\]\([^)]*\)/g;

/**
 * Reads docs/when-something-is-wrong.md: headings, paragraphs, and tables whose rows begin with a code. What it does not know
 * (the heads of tables, comments) it leaves out, so that nothing of the document is ever markup here.
 */
export function parseHelp(markdown: string): Help {
  const help: Help = { title: "", lead: [], sections: [] };
  for (const block of markdown.split(/\n{2,}/)) {
    const lines = block.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("<!--"));
    const [first] = lines;
    if (first === undefined) continue;
    const section = help.sections.at(-1);
    if (first.startsWith("# ")) help.title = first.slice(2);
    else if (first.startsWith("## ")) help.sections.push({ heading: first.slice(3), lead: [], rows: [] });
    else if (first.startsWith("|")) section?.rows.push(...lines.flatMap(rowOf));
    else (section ?? help).lead.push(...paragraphsOf(lines));
  }
  return help;
}

function rowOf(line: string): HelpRow[] {
  const [, code, what, todo] = ROW.exec(line) ?? [];
  return code === undefined || what === undefined || todo === undefined ? [] : [{ code, what: textsOf(what), todo: textsOf(todo) }];
}

function paragraphsOf(lines: readonly string[]): HelpText[][] {
  const items = lines.every((line) => /^(- | {2})/.test(line));
  const text = lines.join("\n");
  return (items ? text.split(/\n(?=- )/) : [text]).map((each) => textsOf(each.replace(/^- /, "").replace(/\s+/g, " ")));
}

function textsOf(markdown: string): HelpText[] {
  const texts: HelpText[] = [];
  let end = 0;
  const plain = (text: string) => text !== "" && texts.push({ text, as: "plain" });
  for (const match of markdown.matchAll(INLINE)) {
    const [whole, code, strong, star, underscore, link] = match;
    plain(markdown.slice(end, match.index));
    end = match.index + whole.length;
    if (code !== undefined) texts.push({ text: code, as: "code" });
    else if (strong !== undefined) texts.push({ text: strong, as: "strong" });
    else if (link !== undefined) texts.push(...textsOf(link));
    else texts.push({ text: star ?? underscore ?? "", as: "emphasis" });
  }
  plain(markdown.slice(end));
  return texts;
}
