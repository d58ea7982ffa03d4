import { readFileSync } from "node:fs";
import path from "node:path";
import { operations } from "../api/operations.ts";
import { menuPaths, type Purpose, permissionTable, type RightAction, rightActions } from "../connection/schema.ts";
import { catalog } from "../jobs/catalog.ts";
import { type Permission, permissionsOf, roles } from "../organization/permissions.ts";
import { readEnv } from "../platform/env.ts";
import { signedPerProvider, unsignedPerAddress } from "../verification/external-provider/result-throttle.ts";
import {
  checkAnswerSchema,
  checkRequestSchema,
  checkResultSchema,
  resultAnswerSchema,
  testRequestSchema,
} from "../verification/external-provider/wire-schema.ts";
import { limitNames, limitRules } from "../verification/limits/schema.ts";
import { codeLifetimeMs, codesMax, triesMax, verificationLifetimeMs } from "../verification/limits.ts";
import type { Basis, MethodId } from "../verification/methods/method.ts";
import { methods } from "../verification/methods/registry.ts";
import { answersPerAddress, phrasesInAll, phrasesPerAddress } from "../verification/requester-throttle.ts";
import { strengths } from "../verification/strength.ts";
import { externalExamples } from "./external-examples.ts";
import { importedByNobody, mayImport } from "./import-rules.ts";

const project = path.resolve(import.meta.dirname, "../..");

/** The parts of the documents that are made from code, by the name in their markers. */
export const documentBlocks: Record<string, () => string> = {
  permissions: permissionsBlock,
  "menu-paths": menuPathsBlock,
  environment: () => tableOf(["Variable", "In .env.example", "Meaning"], environmentRows()),
  "required-in-production": requiredInProduction,
  operations: operationsBlock,
  roles: rolesBlock,
  imports: importsBlock,
  jobs: () =>
    tableOf(
      ["Job", "Tries"],
      catalog.map(({ name, attempts }) => [code(name), String(attempts)]),
    ),
  limits: limitsBlock,
  strengths: strengthsBlock,
  "external-messages": externalMessagesBlock,
  "set-limits": setLimitsBlock,
};

const marked = /(<!-- made from code: ([a-z-]+) -->\n)(?:(?!<!-- made from code)[\s\S])*?(<!-- end -->)/g;

/** The document with every marked part made anew. Throws for a name that nothing here makes. */
export function withBlocks(text: string): string {
  return text.replace(marked, (_whole, begin: string, name: string, end: string) => {
    const make = documentBlocks[name];
    if (!make) throw new Error(`A document asks for "${name}", which lib/testing/document-blocks.ts does not make.`);
    return `${begin}\n${make()}\n\n${end}`;
  });
}

/** The names of the marked parts of a document. */
export function blocksIn(text: string): string[] {
  return [...text.matchAll(marked)].map(([, , name = ""]) => name);
}

const code = (text: string) => `\`${text}\``;

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function permissionsBlock(): string {
  const words: Record<Purpose, string> = {
    always: "needed",
    verifyNewTickets: "to verify",
    writeNote: "notes",
    writeUdf: "UDF",
    setStatus: "status",
    setResolution: "resolution",
    raisePriority: "priority",
    createTickets: "creating tickets",
    logTime: "logging time",
    syncDirectory: "syncing the directory",
    askQuestions: "asking about what is on file",
  };
  const cell = (wanted: readonly Purpose[] = []) => {
    if (wanted.includes("always")) return words.always;
    return wanted.length === 0 ? "" : `for ${wanted.map((purpose) => words[purpose]).join(", ")}`;
  };
  const rows = permissionTable.map(({ object, actions, why, without }) => [
    object,
    ...rightActions.map((action: RightAction) => cell(actions[action])),
    why,
    without,
  ]);
  return tableOf(["Object", "View", "Add", "Edit", "Delete", "Why", "Without it"], rows);
}

function menuPathsBlock(): string {
  const names: Record<keyof typeof menuPaths, string> = {
    securityLevel: "Security levels",
    webhookRight: "The webhook right, inside a security level",
    apiUser: "A new API user",
    trackingIdentifiers: "Tracking identifiers",
    userDefinedFields: "Ticket UDFs",
    ticketWebhooks: "Ticket webhooks",
  };
  const shown = (menu: readonly string[]) => menu.join(" > ");
  return tableOf(
    ["What", "Where", "Older names"],
    Object.entries(menuPaths).map(([name, { path: menu, older }]) => [
      names[name as keyof typeof menuPaths],
      shown(menu),
      older.map(shown).join("<br>"),
    ]),
  );
}

/** One row for each paragraph of .env.example: its variables, their values there, and the words above them. */
function environmentRows(): string[][] {
  const paragraphs = readFileSync(path.join(project, ".env.example"), "utf8").split(/\n{2,}/);
  return paragraphs.flatMap((paragraph) => {
    const lines = paragraph.split("\n").filter(Boolean);
    const variables = lines.flatMap((line) => {
      const [, name = "", value = ""] = /^#? ?([A-Z][A-Z0-9_]+)=(.*)$/.exec(line) ?? [];
      return name === "" ? [] : [{ line, name, value }];
    });
    if (variables.length === 0) return [];
    const words = lines.filter((line) => !variables.some((each) => each.line === line)).map((line) => line.replace(/^# ?/, ""));
    const list = (pick: (each: { name: string; value: string }) => string) =>
      variables.map((each) => (pick(each) === "" ? "(empty)" : code(pick(each)))).join("<br>");
    return [[list(({ name }) => name), list(({ value }) => value), words.join(" ").replaceAll("<", "&lt;")]];
  });
}

function requiredInProduction(): string {
  try {
    readEnv({ APP_ENV: "production" });
  } catch (error) {
    const names = [...(error as Error).message.matchAll(/([A-Z_]+) is required/g)].map(([, name = ""]) => code(name));
    return `Production does not start without ${names.join(", ")}.`;
  }
  throw new Error("An empty environment is enough for production: the document would say nothing.");
}

function operationsBlock(): string {
  const rows = operations.map(({ method, path: below, allow, summary }) => [
    code(`${method.toUpperCase()} /api/v1${below}`),
    code(allow),
    summary,
  ]);
  return tableOf(["Operation", "Permission", "What it does"], rows);
}

function rolesBlock(): string {
  const all = [...new Set(roles.flatMap((role) => permissionsOf[role]))];
  const row = (permission: Permission) => [
    code(permission),
    ...roles.map((role) => (permissionsOf[role].includes(permission) ? "yes" : "")),
  ];
  return tableOf(["Permission", ...roles], all.map(row));
}

function importsBlock(): string {
  const row = ([folder, allowed]: [string, readonly string[]]) => [
    code(folder),
    allowed.length === 0 ? "nothing of ours" : allowed.join(", "),
    importedByNobody.includes(folder) ? "nobody" : "",
  ];
  return tableOf(["Folder of lib", "May import", "Imported by"], Object.entries(mayImport).map(row));
}

/** As the document names them, with the page that says more. A Record, so that a new method does not compile without its name. */
const methodNames: Record<MethodId, string> = {
  passkey: "Passkey",
  approver: "Approver",
  external_provider: "[External provider](external-providers.md)",
  company_sign_in: "[Company sign-in](company-sign-in.md)",
  call_back: "Call-back",
  sms_code: "Text message code",
  totp: "Authenticator app",
  email_code: "E-mail code",
  reused_pass: "Pass of a moment ago",
};

function strengthsBlock(): string {
  const rows = methods.flatMap(({ id, strength, restricted, shows, basis, lesser = {} }) => {
    const row = (worth: string, { clause, because }: Basis, what: string) => [methodNames[id], worth, what, clause, because];
    const less = strengths.toReversed().flatMap((each) => {
      const base = lesser[each];
      return base ? [row(each, base, "the same, and less of it")] : [];
    });
    return [row(restricted ? `${strength}, restricted` : strength, basis, shows), ...less];
  });
  return tableOf(["Method", "Strength", "What a pass shows", "Clause", "Because"], rows);
}

/** Messages as they go over the wire, each put through the schema that the code uses. */
function externalMessagesBlock(): string {
  const headers =
    "webhook-id: check_8c1f…\nwebhook-timestamp: 1764150000\nwebhook-signature: v1,K5oZfz… v1,bm9ldH…\ncontent-type: application/json";
  const shown = (title: string, body: object, head = "") => `${title}\n\n\`\`\`http\n${head}${JSON.stringify(body, null, 2)}\n\`\`\``;
  const { request, answer, test: trial, result, reply } = externalExamples;
  return [
    shown("We ask for a check:", checkRequestSchema.parse(request), `POST https://api.proof.example/countersign\n${headers}\n\n`),
    shown("You answer, with 200 or 201:", checkAnswerSchema.parse(answer)),
    shown(
      "You post the result:",
      checkResultSchema.parse(result),
      `POST ${request.data.callbackUrl}\n${headers.replace("check_8c1f", "msg_2KWP")}\n\n`,
    ),
    shown("We answer with 200, whether it counted or not:", resultAnswerSchema.parse(reply)),
    shown("*Test* under Settings, External providers sends this, to which any 2xx is right:", testRequestSchema.parse(trial)),
  ].join("\n\n");
}

function setLimitsBlock(): string {
  const named = (name: string) => {
    const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
    return words.replace(/^./, (first) => first.toUpperCase());
  };
  const rows = limitNames.map((name) => {
    const { initial, min, max } = limitRules[name];
    return [named(name), code(name), String(initial), `${min} to ${max}`];
  });
  return tableOf(["Limit", "In the REST API", "As it comes", "Bounds"], rows);
}

function limitsBlock(): string {
  const minutesOf = (ms: number) => `${ms / 60_000} minutes`;
  return tableOf(
    ["Limit", "Value"],
    [
      ["A code is good for", minutesOf(codeLifetimeMs)],
      ["The question stays open for", minutesOf(verificationLifetimeMs)],
      ["Codes that may be tried in one verification", String(triesMax)],
      ["Codes that may be sent by one method in one verification", String(codesMax)],
      ["Answers from one address (an IPv6 network of 64 bits counts as one) in a minute", String(answersPerAddress)],
      ["Phrases typed on the public page in a minute, from one address", String(phrasesPerAddress)],
      ["Phrases typed on the public page in a minute, by everybody", String(phrasesInAll)],
      ["Messages for the results of external providers in a minute, from one address, that none signed", String(unsignedPerAddress)],
      ["The same, signed by one provider", String(signedPerProvider)],
    ],
  );
}
