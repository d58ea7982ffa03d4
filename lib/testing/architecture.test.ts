import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importedByNobody, mayImport, webOnly } from "./import-rules.ts";

const project = path.resolve(import.meta.dirname, "../..");

/** Every source file that is tracked or about to be, with its text. */
const sources = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "app", "components", "lib", "e2e", "*.ts", "*.mjs"],
  {
    cwd: project,
    encoding: "utf8",
  },
)
  .split("\n")
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/\/generated\/|\/openapi\/|\/fixtures\//.test(file))
  .flatMap((file) => {
    try {
      return [{ file, text: readFileSync(path.join(project, file), "utf8") }];
    } catch {
      return []; // Removed, and the index does not know yet.
    }
  });

const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file);

/** Fails when nothing was looked at: a rule over no files holds nothing. */
function look(what: string, matches: (file: string) => boolean, atLeast: number) {
  const found = sources.filter(({ file }) => matches(file));
  expect(found.length, `only ${found.length} ${what} looked at: has a folder moved?`).toBeGreaterThanOrEqual(atLeast);
  return found;
}

function exportsOf(text: string): string[] {
  return text.split("\n").filter((line) => /^export\b/.test(line) && !/^export (type|interface) /.test(line));
}

test("every route is made by defineRoute, or by defineOperation on top of it, which ask who may call", () => {
  const allowed =
    /^export const ((GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) = define(Route|Operation)\(|(dynamic|runtime|maxDuration|revalidate) = )/;
  const wrong = look("route files", (file) => /^app\/.*\/route\.tsx?$/.test(file), 3).flatMap(({ file, text }) => [
    ...exportsOf(text).flatMap((line) => (allowed.test(line) ? [] : [`${file}: ${line}`])),
    ...(/from "@\/lib\/(web\/define-route|api\/define-operation)\.ts"/.test(text) ? [] : [`${file}: does not import it`]),
  ]);
  expect(wrong, "Write `export const GET = defineRoute({ allow: …, handle })`.").toEqual([]);
});

test("every button is the one that waits for its script", () => {
  const wrong = look("components", (file) => /^components\/.*\.tsx$/.test(file), 100).flatMap(({ file, text }) =>
    file !== "components/ui/button.tsx" && /import \{[^}]*\bButton\b[^}]*\} from "@heroui\/react"/.test(text) ? [file] : [],
  );
  expect(wrong, "Import Button from components/ui/button.tsx.").toEqual([]);
});

test("every page beside the rail has a skeleton of its own", () => {
  const wrong = look("pages beside the rail", (file) => /^app\/\(portal\)\/\[organization\]\/\(rail\)\/.*page\.tsx$/.test(file), 15)
    .map(({ file }) => file.replace(/page\.tsx$/, "loading.tsx"))
    .filter((loading) => !sources.some(({ file }) => file === loading));
  expect(wrong, "Write a loading.tsx beside the page; what answers 404 is in a layout.tsx outside of it.").toEqual([]);
});

test("every server action is made by defineAction or defineOpenAction, in a file of its own", () => {
  const wrong = look("files of app and components", (file) => /^(app|components)\//.test(file), 30).flatMap(({ file, text }) => {
    if (!/^\s*["']use server["'];?\s*$/m.test(text))
      return /["']use server["']/.test(text) ? [`${file}: "use server" inside a function`] : [];
    if (!/^["']use server["'];?/.test(text.trimStart())) return [`${file}: "use server" inside a function`];
    return exportsOf(text).flatMap((line) => (/^export const \w+ = define(Open)?Action\(/.test(line) ? [] : [`${file}: ${line}`]));
  });
  expect(wrong, "Write `export const saveAction = defineAction({ permission, input, run })` in an actions.ts.").toEqual([]);
});

test("every page of an organization asks for a permission of its own", () => {
  const pages = sources.filter(({ file }) => /^app\/\(portal\)\/\[organization\]\/.*page\.tsx$/.test(file));
  const wrong = pages.flatMap(({ file, text }) => (/requireMember\(/.test(text) ? [] : [file]));
  expect(wrong, "Call `await requireMember(organization, permission)` in the page: a layout is not asked again.").toEqual([]);
});

test("the environment is read in one place", () => {
  const mayRead =
    /^(lib\/platform\/env\.ts|[^/]+\.config\.(ts|mjs)|prisma\/schema-engine\.mjs|(lib\/launch|lib\/testing|e2e|lib\/bench)\/)/;
  const spellings =
    /process\s*\??\.\s*env\b|process\[["'`]env["'`]\]|import\.meta\.env|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|from "(node:)?process"/;
  const wrong = look("source files", (file) => !isTest(file) && !mayRead.test(file), 100).flatMap(({ file, text }) =>
    spellings.test(text) ? [file] : [],
  );
  expect(wrong, "Add the variable to lib/platform/env.ts and take it from env().").toEqual([]);
});

test("no file is longer than its limit: 300 lines, components 200", () => {
  const wrong = look("source files", (file) => !isTest(file) && /^(app|components|lib)\//.test(file), 100).flatMap(({ file, text }) => {
    const lines = text.trimEnd().split("\n").length;
    return lines > (file.endsWith(".tsx") ? 200 : 300) ? [`${file}: ${lines}`] : [];
  });
  expect(wrong, "Split the file along a noun.").toEqual([]);
});

test("no name of what we refuse, no suppressed type error, no mocked module, no fixed wait", () => {
  const wrong = look("source files", () => true, 150).flatMap(({ file, text }) => [
    ...(/(^|\/)(utils?|helpers?|misc|services?|managers?|types)(\.tsx?)?$/.test(file.replace(/\.tsx?$/, "")) ? [`${file}: its name`] : []),
    ...(/@ts-(ignore|nocheck)/.test(text.replace(/"[^"]*"|\/[^/\n]*\//g, "")) ? [`${file}: ts-ignore`] : []),
    ...(isTest(file) && file !== "lib/testing/architecture.test.ts" && /\bvi\.mock\(|waitForTimeout\(/.test(text)
      ? [`${file}: vi.mock or waitForTimeout`]
      : []),
  ]);
  expect(wrong, "See CONTRIBUTING.md.").toEqual([]);
});

/** The folder that owns each model, from the first line of its schema file. Others read through its queries.ts. */
function ownersOfModels(): Map<string, string> {
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "prisma/models"], {
    cwd: project,
    encoding: "utf8",
  });
  const owners = new Map<string, string>();
  for (const file of files.split("\n").filter(Boolean)) {
    const text = readFileSync(path.join(project, file), "utf8");
    const owner = /^\/\/ Owned by lib\/([a-z-]+)/.exec(text)?.[1];
    expect(owner, `${file} begins with "// Owned by lib/…"`).toBeDefined();
    for (const [, model = ""] of text.matchAll(/^model (\w+) \{/gm))
      owners.set(model.charAt(0).toLowerCase() + model.slice(1), owner ?? "");
  }
  return owners;
}

// Features of the story that work on each other's rows inside one transaction, in the direction of their imports.
const mayWriteToo: Record<string, readonly string[]> = {
  // A delivery's decision is written with the verification it starts, and the status page's times with what they tell of.
  intake: ["decision", "connection"],
  "write-back": ["connection"],
};

test("only the folder that owns a model writes it", () => {
  const owners = ownersOfModels();
  expect(owners.size).toBeGreaterThan(15);
  const writes = /\.(\w+)\s*\.(create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)\(/g;
  const inLib = (file: string) =>
    /^(lib|app|components)\//.test(file) && !isTest(file) && !/^lib\/(testing|bench)\/|\/testing\.ts$/.test(file);
  const wrong = look("source files", inLib, 100).flatMap(({ file, text }) => {
    const folder = file.split("/")[1] ?? "";
    const foreign = [...text.matchAll(writes)]
      .map(([, model]) => model ?? "")
      .filter((model) => owners.has(model) && owners.get(model) !== folder);
    return foreign
      .filter((model) => !mayWriteToo[folder]?.includes(model))
      .map((model) => `${file} writes ${model}, owned by lib/${owners.get(model)}`);
  });
  expect(wrong, "Call a use case of the owning folder.").toEqual([]);
});

// The canary: every forbidden import, planted in a copy of the tree's shape, must be reported by Biome.

type Planted = { file: string; specifier: string; forbidden: boolean };
let tree: string;
let reported: Set<string>;
const planted: Planted[] = [];

beforeAll(() => {
  tree = mkdtempSync(path.join(tmpdir(), "countersign-imports-"));
  const config = JSON.parse(readFileSync(path.join(project, "biome.json"), "utf8"));
  writeFileSync(path.join(tree, "biome.json"), JSON.stringify({ ...config, vcs: { enabled: false } }));
  plantAll();
  for (const file of new Set(planted.map((each) => each.file))) {
    const lines = planted.filter((each) => each.file === file).map(({ specifier }) => `import "${specifier}";`);
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), `${lines.join("\n")}\n`);
  }
  reported = lint();
}, 60_000);
afterAll(() => rmSync(tree, { recursive: true, force: true }));

function plant(file: string, specifier: string, forbidden: boolean) {
  planted.push({ file, specifier, forbidden });
}

function plantAll() {
  const folders = [...new Set([...Object.keys(mayImport), ...importedByNobody])];
  for (const [folder, allowed] of Object.entries(mayImport)) {
    for (const target of folders.filter((each) => each !== folder)) {
      const forbidden = !allowed.includes(target);
      plant(`lib/${folder}/canary.ts`, `../${target}/thing.ts`, forbidden);
      plant(`lib/${folder}/deeper/canary.ts`, `../../${target}/thing.ts`, forbidden);
      plant(`lib/${folder}/canary.ts`, `@/lib/${target}/thing.ts`, forbidden);
    }
    for (const top of ["app", "components"]) plant(`lib/${folder}/canary.ts`, `@/${top}/thing.tsx`, true);
    for (const name of webOnly) plant(`lib/${folder}/canary.ts`, name, folder !== "web");
    plant(`lib/${folder}/canary.ts`, "./neighbour.ts", false);
    plant(`lib/${folder}/canary.ts`, "zod", false);
    plant(`lib/${folder}/canary.test.ts`, "../testing/test-deps.ts", false);
  }
  for (const specifier of [
    "@/lib/connection/connect.ts",
    "@/lib/platform/env.ts",
    "@/lib/web/session.ts",
    "@/app/page.tsx",
    "next/headers",
  ]) {
    plant("components/connection/canary.tsx", specifier, true);
  }
  for (const specifier of ["@/lib/connection/schema.ts", "@/lib/web/action-result.ts", "@/components/ui/mark.tsx", "react", "next/link"]) {
    plant("components/connection/canary.tsx", specifier, false);
  }
  for (const target of [...importedByNobody, "autotask", "jobs", "platform/db"])
    plant("app/canary/page.tsx", `@/lib/${target}/thing.ts`, true);
  for (const target of ["web", "connection", "organization"]) plant("app/canary/page.tsx", `@/lib/${target}/thing.ts`, false);
}

type Report = { summary: { diagnosticsNotPrinted: number }; diagnostics: { location: { path: string; start: { line: number } } }[] };

/** What Biome reports, as `file specifier`. */
function lint(): Set<string> {
  const args = ["lint", "--only=style/noRestrictedImports", "--max-diagnostics=none", "--reporter=json", "."];
  // It exits with 1, since it finds what was planted.
  const { stdout } = spawnSync(path.join(project, "node_modules/.bin/biome"), args, { cwd: tree, encoding: "utf8", maxBuffer: 2 ** 26 });
  const report = JSON.parse(stdout.slice(stdout.indexOf('{"summary"'), stdout.lastIndexOf("}") + 1)) as Report;
  expect(report.summary.diagnosticsNotPrinted).toBe(0);
  return new Set(
    report.diagnostics.map(({ location: { path: file, start } }) => {
      const line = readFileSync(path.join(tree, file), "utf8").split("\n")[start.line - 1];
      return `${file} ${/"(.*)"/.exec(line ?? "")?.[1]}`;
    }),
  );
}

test("every import against the direction of the house is reported", () => {
  const forbidden = planted.filter((each) => each.forbidden);
  expect(forbidden.length).toBeGreaterThan(600);
  const missed = forbidden.map(({ file, specifier }) => `${file} ${specifier}`).filter((each) => !reported.has(each));
  expect(missed, "Bring the overrides of biome.json into line with lib/testing/import-rules.ts.").toEqual([]);
});

test("no import along the direction of the house is reported", () => {
  const permitted = planted.filter((each) => !each.forbidden);
  expect(permitted.length).toBeGreaterThan(150);
  const blamed = permitted.map(({ file, specifier }) => `${file} ${specifier}`).filter((each) => reported.has(each));
  expect(blamed, "Bring the overrides of biome.json into line with lib/testing/import-rules.ts.").toEqual([]);
});

test("every folder of lib has its line in the rules of imports", () => {
  const folders = new Set(look("files of lib", (file) => /^lib\/[^/]+\//.test(file), 100).map(({ file }) => file.split("/")[1] ?? ""));
  const unruled = [...folders].filter((folder) => !(folder in mayImport) && !["launch", "bench", "testing"].includes(folder));
  expect(unruled, "Add the folder to lib/testing/import-rules.ts and to the overrides of biome.json.").toEqual([]);
});
