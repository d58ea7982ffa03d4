import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { operations } from "../api/operations.ts";
import { lightCodes } from "../connection/light-schema.ts";
import { rightSigns } from "../connection/permissions.ts";
import { connectionEventKinds, failureCodes, incidentKinds, troubleCodes, verdictCodes } from "../connection/schema.ts";
import { deliveryFates, deliveryReasons } from "../intake/schema.ts";
import { addressProblems, alertKinds, channelErrorCodes, securityAlertKinds } from "../notification/schema.ts";
import { ENV_NAMES } from "../platform/env.ts";
import { gapReasons } from "../reporting/health-schema.ts";
import { reasonCodes } from "../verification/schema.ts";
import { outcomes } from "../verification/states.ts";
import type { WriteBackErrorCode } from "../write-back/schema.ts";
import { writeBackStates } from "../write-back/states.ts";
import { blocksIn, documentBlocks, withBlocks } from "./document-blocks.ts";

// What the documents say of the code is made from the code, or checked against it here. After a change,
// `npm test -- lib/testing/documents.test.ts -u` writes the marked parts anew.

const project = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(project, file), "utf8");

function markdownIn(folder: string): string[] {
  return readdirSync(path.join(project, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() && entry.name.endsWith(".md") ? [path.join(folder, entry.name)] : [],
  );
}

const folders = ["", "docs", "components"].filter((folder) => existsSync(path.join(project, folder)));
const libFolders = readdirSync(path.join(project, "lib"), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [`lib/${entry.name}`] : [],
);
const documents = [...folders, ...libFolders].flatMap(markdownIn);
/** Without fenced blocks, which quote commands and drawings. */
const prose = (file: string) => read(file).replace(/```[\s\S]*?```/g, "");

test("there are documents to look at", () => {
  expect(documents.length).toBeGreaterThan(25);
});

test.each(documents.filter((file) => blocksIn(read(file)).length > 0))(
  "what %s takes from the code is what the code says",
  async (file) => {
    await expect(withBlocks(read(file))).toMatchFileSnapshot(path.join(project, file));
  },
);

test("every part that can be made is in a document", () => {
  const used = documents.flatMap((file) => blocksIn(read(file)));
  expect([...new Set(used)].sort()).toEqual(Object.keys(documentBlocks).sort());
});

test("the table of the environment names every variable that is read", () => {
  const [, table = ""] = /made from code: environment -->([\s\S]*?)<!-- end/.exec(read("docs/operating.md")) ?? [];
  const named = table.split("\n").flatMap((line) => [...(line.split(" | ")[0] ?? "").matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name));
  expect(named.sort()).toEqual([...ENV_NAMES].sort());
});

test("the sample of a reverse proxy lets every method of the REST API through", () => {
  const [, methods = ""] = /\$request_method !~ \^\(([A-Z|]+)\)\$/.exec(read("docs/operating.md")) ?? [];
  const allowed = methods.split("|");
  expect(operations.map(({ method }) => method.toUpperCase()).filter((method) => !allowed.includes(method))).toEqual([]);
});

/** A Record, so that a new code does not compile before it stands here, and then fails until it stands in the document. */
const writeBackCodes: Record<WriteBackErrorCode, true> = {
  "write_back.status_changed": true,
  "write_back.resolution_written": true,
  "write_back.priority_changed": true,
  "write_back.no_note_type": true,
  "write_back.no_ticket_values": true,
  "write_back.notes_unread": true,
  "write_back.disconnected": true,
  "connection.blocked": true,
  "connection.not_connected": true,
  "connection.no_slot": true,
  "autotask.unauthorized": true,
  "autotask.tracking_identifier_refused": true,
  "autotask.user_unknown": true,
  "autotask.address_blocked": true,
  "autotask.forbidden": true,
  "autotask.webhook_right_missing": true,
  "autotask.webhook_limit": true,
  "autotask.duplicate_webhook": true,
  "autotask.not_found": true,
  "autotask.rate_limited": true,
  "autotask.threshold_exceeded": true,
  "autotask.invalid": true,
  "autotask.picklist_value_missing": true,
  "autotask.unreadable": true,
  "autotask.unavailable": true,
  "autotask.zone_refused": true,
};

/** Why a channel is not added, beside what is wrong with its address. */
const channelRefusals = ["notification.channel_exists", "notification.too_many_channels"];

/** Every list of codes that a screen, the REST API or the log shows, by the heading of its section. In-product help links there. */
const explained: [heading: string, codes: readonly string[]][] = [
  ["Connecting and checking", failureCodes],
  ["How a connection is", verdictCodes],
  ["The four lights", lightCodes],
  ["What Autotask says of a right", rightSigns],
  ["Open troubles", [...incidentKinds, ...troubleCodes]],
  ["What happened to a connection", connectionEventKinds],
  ["Why tickets did not reach us", gapReasons],
  ["What an alert says", [...alertKinds, ...securityAlertKinds]],
  ["Why an alert does not arrive", channelErrorCodes],
  ["Why an address is not taken", [...addressProblems, ...channelRefusals]],
  ["What became of a delivery", deliveryFates],
  ["Why a delivery had no effect", deliveryReasons],
  ["How a verification ended", outcomes],
  ["Why nobody was proven", reasonCodes],
  ["How a change on the ticket is", writeBackStates],
  ["Why a change waits or was not made", Object.keys(writeBackCodes)],
];

test.each(explained)("when-something-is-wrong.md, %s: each code has its row, and no row is of a code that is gone", (heading, codes) => {
  const [, section = ""] = new RegExp(`\\n## ${heading}\\n([\\s\\S]*?)(?=\\n## |$)`).exec(read("docs/when-something-is-wrong.md")) ?? [];
  const rows = section.split("\n").flatMap((line) => /^\| `([^`]+)` \|/.exec(line)?.[1] ?? []);
  expect(rows.sort()).toEqual([...codes].sort());
  const empty = section.split("\n").filter((line) => /^\| `/.test(line) && line.split(" | ").some((cell) => cell.trim() === ""));
  expect(empty, "Each row says what happened and what to do.").toEqual([]);
});

test("when-something-is-wrong.md has no table of codes that nothing checks", () => {
  const sections = read("docs/when-something-is-wrong.md")
    .split(/\n(?=## )/)
    .slice(1);
  const withCodes = sections.filter((section) => /^\| `[a-z_.]+` \|/m.test(section)).map((section) => /^## (.+)$/m.exec(section)?.[1]);
  const checked = explained.map(([heading]) => heading);
  expect(withCodes.sort()).toEqual([...checked].sort());
});

test("every relative link leads to a file, and to a heading that it has", () => {
  const anchors = (file: string) =>
    [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, "")
        .replaceAll(" ", "-"),
    );
  const links = documents.flatMap((file) => [...prose(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => ({ file, to })));
  expect(links.length).toBeGreaterThan(20);
  const broken = links.filter(({ file, to }) => {
    if (/^(https?:|mailto:)/.test(to)) return false;
    const [target = "", anchor] = to.split("#");
    const found = target === "" ? file : path.normalize(path.join(path.dirname(file), target));
    return !existsSync(path.join(project, found)) || (anchor !== undefined && !anchors(found).includes(anchor));
  });
  expect(broken).toEqual([]);
});

test("every path of the source that a document names is there", () => {
  const named = documents.flatMap((file) =>
    [...prose(file).matchAll(/`((?:app|components|lib|prisma|e2e|docs)\/[^`\s*…<>]+)`/g)].map(([, to = ""]) => ({ file, to })),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ to }) => !existsSync(path.join(project, to)))).toEqual([]);
});

test("every file that the README of a folder of lib names is in that folder", () => {
  const all = (folder: string): string[] => readdirSync(path.join(project, folder), { recursive: true, encoding: "utf8" });
  const missing = libFolders.flatMap((folder) => {
    const files = all(folder);
    const text = prose(`${folder}/README.md`);
    const named = [...text.matchAll(/`([a-z][a-z0-9-]*(?:\/[a-z0-9-]+)*(?:\.[a-z]+)?\.(?:ts|mjs))`/g)].map(([, name = ""]) => name);
    const isThere = (name: string) =>
      files.some((file) => file === name || file.endsWith(`/${name}`)) || existsSync(path.join(project, name));
    return named.filter((name) => !isThere(name)).map((name) => `${folder}: ${name}`);
  });
  expect(missing).toEqual([]);
});

test("every folder of lib has a README that says what it promises", () => {
  const short = libFolders.filter((folder) => {
    const file = `${folder}/README.md`;
    return !existsSync(path.join(project, file)) || read(file).trim().split("\n").length < 5;
  });
  expect(short).toEqual([]);
});

test("every command that a document names is there", async () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const text = documents.map(read).join("\n");
  const named = [...text.matchAll(/\bnpm run (?:-s |--silent )?([a-z][a-z0-9-]*)/g)].map(([, name = ""]) => name);
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);

  const { commands } = await import("../admin/commands.ts");
  const asked = [...text.matchAll(/npm run (?:-s )?admin -- ([a-z][a-z-]+)/g)].map(([, name = ""]) => name);
  expect([...new Set(asked)].filter((name) => !(name in commands))).toEqual([]);
});

test("decisions are numbered newest first, and each says what would reverse it", () => {
  const records = read("DECISIONS.md")
    .split(/\n(?=## )/)
    .slice(1);
  const numbers = records.map((record) => Number(/^## (\d+)\. /.exec(record)?.[1]));
  expect(records.length).toBeGreaterThan(20);
  expect(numbers).toEqual(records.map((_record, index) => records.length - index));
  const parts = ["**Context.**", "**Decision.**", "**Consequences.**", "**Would reverse it.**"];
  expect(
    records.flatMap((record) => parts.filter((part) => !record.includes(part)).map((part) => `${record.split("\n")[0]}: ${part}`)),
  ).toEqual([]);
});

test("the changelog's newest version is the one that is built", () => {
  const { version } = JSON.parse(read("package.json")) as { version: string };
  expect(/^## (\S+)/m.exec(read("CHANGELOG.md"))?.[1]).toBe(version);
});

test("documents use plain words", () => {
  const unplain = documents.flatMap((file) =>
    [...prose(file).matchAll(/\b(please|successfully|oops|seamless(ly)?|simply|robust|leverage)\b/gi)].map(([word]) => `${file}: ${word}`),
  );
  expect(unplain).toEqual([]);
});
