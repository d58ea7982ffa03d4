// biome-ignore-all lint/correctness/noComponentHookFactories: the names are those of nodes of a syntax tree, not of components
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { expect, test } from "vitest";

// People without an account read their pages in six languages. A text in a component would be in one: every file that their
// pages reach is parsed, and no text with letters may stand where a reader would see it.

const project = path.resolve(import.meta.dirname, "../..");
const roots = ["app/v", "app/a", "app/is-this-us", "app/api/oidc", "app/api/language"];

/** Attributes that people see or hear. */
const readAloud = /^(aria-label|aria-description|aria-roledescription|aria-valuetext|alt|title|placeholder|label|summary|content|srcdoc)$/;
const hasWord = (text: string) => /\p{L}{2}/u.test(text);
/** Two words of a sentence, the first with a capital. */
const isSentence = (text: string) => /^\s*["“(]?\p{Lu}\p{L}+[,:]? \p{Ll}/u.test(text);

/** Which parts of an expression can be its value: of a comparison none. */
const valuesOf: Record<string, readonly string[]> = {
  ConditionalExpression: ["consequent", "alternate"],
  LogicalExpression: ["left", "right"],
  JSXExpressionContainer: ["expression"],
  TSAsExpression: ["expression"],
};

type Node = { type: string; [key: string]: unknown };

/** The texts in a file that a reader would see. */
function textsIn(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: string[] = [];
  const take = (text: string, isText: (text: string) => boolean = hasWord) => {
    if (isText(text)) found.push(text.trim());
  };
  /** What an expression can come to, as far as it is written down. */
  const takeValues = (node: Node | null | undefined) => {
    if (!node) return;
    if (node.type === "Literal" && typeof node.value === "string") take(node.value);
    if (node.type === "TemplateLiteral") for (const { value } of node.quasis as { value: { cooked: string } }[]) take(value.cooked);
    for (const part of valuesOf[node.type] ?? []) takeValues(node[part] as Node | undefined);
  };
  /** Where messages of errors stand, which no reader sees. */
  const forLogs = new Set<number>();
  new Visitor({
    NewExpression: ({ callee, arguments: given }) => {
      if (callee.type === "Identifier" && callee.name.endsWith("Error")) for (const { start } of given) forLogs.add(start);
    },
    JSXText: ({ value }) => take(value),
    JSXElement: ({ children }) => {
      for (const child of children) if (child.type === "JSXExpressionContainer") takeValues(child as unknown as Node);
    },
    JSXFragment: ({ children }) => {
      for (const child of children) if (child.type === "JSXExpressionContainer") takeValues(child as unknown as Node);
    },
    JSXAttribute: ({ name, value }) => {
      if (name.type === "JSXIdentifier" && readAloud.test(name.name)) takeValues(value as unknown as Node);
    },
    Literal: ({ value, start }) => {
      if (typeof value === "string" && !forLogs.has(start)) take(value, isSentence);
    },
    TaggedTemplateExpression: ({ tag, quasi }) => {
      if (tag.type !== "Identifier" || tag.name !== "html") return;
      const markup = quasi.quasis.map(({ value }) => value.cooked ?? "").join("\u0001");
      take(markup.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, "").replace(/<[^>]*>/g, ""));
    },
    TemplateElement: ({ value }) => take(value.cooked ?? "", isSentence),
  }).visit(program);
  return [...new Set(found)];
}

/** Every file of app and components that the pages reach, by its path. */
function reachedFiles(): Map<string, string> {
  const reached = new Map<string, string>();
  const waiting = roots.flatMap((root) =>
    readdirSync(path.join(project, root), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
      .map((file) => path.join(root, file)),
  );
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    const source = readFileSync(path.join(project, file), "utf8");
    reached.set(file, source);
    for (const [, specifier = ""] of source.matchAll(/from "((?:@\/(?:app|components)\/|\.)[^"]+)"/g)) {
      if (!/\.tsx?$/.test(specifier)) continue;
      waiting.push(specifier.startsWith("@/") ? specifier.slice(2) : path.join(path.dirname(file), specifier));
    }
  }
  return reached;
}

test.each([
  ["a text between tags", "const a = <p>Hello you</p>;"],
  ["a text in braces", 'const a = <p>{isNew ? "Welcome" : name}</p>;'],
  ["a text behind a condition", 'const a = <>{isNew && "welcome back"}</>;'],
  ["a template in braces", `const a = <p>{\`Hello \${name}\`}</p>;`],
  ["a name for who hears the page", 'const a = <button aria-label="Close it" />;'],
  ["an attribute of a component of ours", 'const a = <Field label={isNew ? "Code" : other} />;'],
  ["a sentence in a constant", 'const lead = "Open the link again.";'],
  ["a sentence in a template", `const lead = (who: string) => \`Call them, \${who}\`;`],
  ["a text in a page of strings", `const a = html\`<!doctype html><main><h1>Not found</h1>\${body}</main>\`;`],
])("%s would be seen", (_, source) => {
  expect(textsIn("seen.tsx", source)).not.toEqual([]);
});

test.each([
  ["class names", 'const a = <p className="mt-2 text-lead" data-next="true" inputMode="numeric">{words.title}</p>;'],
  ["signs between values", "const a = <p>{a} · {b}, {c}.</p>;"],
  ["addresses and words of an address", `const a = \`/v/\${token}/code\`; const b = "code_expired";`],
  [
    "the style of a page of strings",
    `const a = html\`<html lang="\${l}"><style nonce="\${n}">body{font:1rem sans-serif}</style><h1>\${title}</h1></html>\`;`,
  ],
])("%s are no texts", (_, source) => {
  expect(textsIn("seen.tsx", source)).toEqual([]);
});

test("no page for people without an account, and nothing that it is made of, holds a text of its own", () => {
  const files = reachedFiles();
  expect(files.size).toBeGreaterThan(50);
  expect([...files.keys()]).toContain("components/verification/requester-question.tsx");
  const wrong = [...files].flatMap(([file, source]) => textsIn(file, source).map((text) => `${file}: ${text}`));
  expect(wrong, "Put the text into lib/words, in every language.").toEqual([]);
});
