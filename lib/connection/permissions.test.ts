import { expect, test } from "vitest";
import { capabilityNames } from "./capabilities.ts";
import {
  type Access,
  collectionsToCheck,
  judgeRights,
  matchRights,
  permissionTable,
  type RightsRead,
  requiredRights,
} from "./permissions.ts";
import { connectionOptionsSchema } from "./schema.ts";

type Level = "none" | "all" | "restricted" | "unknown";
type Chosen = Partial<Record<keyof ReturnType<typeof connectionOptionsSchema.parse>, unknown>>;
const every = (level: Level): Access => ({ query: level, create: level, update: level, delete: level });
const required = (chosen: Chosen = {}) => requiredRights(connectionOptionsSchema.parse(chosen));
const names = (chosen: Chosen = {}) => required(chosen).map(({ object, action }) => `${object} ${action}`);
const access = (changes: Record<string, Partial<Access>> = {}, chosen: Chosen = {}) =>
  new Map(collectionsToCheck(required(chosen)).map((collection) => [collection, { ...every("all"), ...changes[collection] }]));

function missing(changes: Record<string, Partial<Access>>, chosen: Chosen = {}, more: Omit<RightsRead, "access"> = {}) {
  return judgeRights(required(chosen), { access: access(changes, chosen), ...more })
    .filter(({ needed, granted }) => needed && !granted)
    .map(({ object, action }) => `${object} ${action}`);
}

const everything = {
  udfName: "Identity verified",
  statusOnPassed: 5,
  statusOnNotPassed: 7,
  writeResolution: true,
  capabilities: Object.fromEntries(capabilityNames.map((name) => [name, true])),
};

test("options that were stored before there were switches ask for what they did", () => {
  expect(names()).toEqual([
    "Tickets view",
    "Ticket Notes view",
    "Ticket Notes add",
    "Contacts view",
    "Companies view",
    "Resources view",
    ...["view", "add", "edit", "delete"].map((action) => `Webhooks (TicketWebhooks and TicketWebhookFields) ${action}`),
  ]);
});

test.each<[string, Chosen, string[], string[]]>([
  ["a UDF", { udfName: "Verified" }, ["Tickets edit", "Ticket UDFs view", "Ticket UDFs edit"], []],
  ["a UDF that is switched off", { udfName: "Verified", capabilities: { writeUdf: false } }, [], []],
  ["a status", { statusOnPassed: 5 }, ["Tickets edit"], []],
  ["a status that is switched off", { statusOnPassed: 5, capabilities: { setStatus: false } }, [], []],
  ["a priority that is switched on", { priorityOnDenied: 1, capabilities: { raisePriority: true } }, ["Tickets edit"], []],
  ["a priority that was only chosen", { priorityOnDenied: 1 }, [], []],
  ["the resolution", { writeResolution: true }, ["Tickets edit"], []],
  ["the resolution that is switched off", { writeResolution: true, capabilities: { setResolution: false } }, [], []],
  ["no note", { capabilities: { writeNote: false } }, [], ["Ticket Notes view", "Ticket Notes add"]],
  ["ticket creation", { capabilities: { createTickets: true } }, ["Tickets add"], []],
  ["time entries", { capabilities: { logTime: true } }, ["Time Entries view", "Time Entries add", "Impersonation of technicians add"], []],
  ["nothing that is not asked for: new tickets are left alone", { capabilities: { verifyNewTickets: false } }, [], []],
])("%s changes what is asked for, and nothing else", (_what, chosen, more, less) => {
  const before = names().filter((name) => !less.includes(name));
  expect(names(chosen).sort()).toEqual([...before, ...more].sort());
});

test("questions about what is on file ask for two rights more, which stop nothing, and only where the organization has them asked", () => {
  const options = connectionOptionsSchema.parse({});
  const more = requiredRights({ ...options, asksQuestions: true }).filter(({ purposes }) => purposes.includes("askQuestions"));
  expect(more.map(({ object, action, needed }) => `${object} ${action} ${needed}`)).toEqual([
    "Configuration Items (devices) view false",
    "Company Locations view false",
  ]);
  expect(names(everything).filter((name) => /^(Configuration|Company L)/.test(name))).toEqual([]);
});

test("a right that is asked for ahead stops nothing; one that is in use does", () => {
  const none = every("none");
  const ahead = { capabilities: { createTickets: true, logTime: true, syncDirectory: true } };
  expect(missing({ TimeEntries: none, Tickets: { create: "none" } }, ahead)).toEqual([]);
  expect(missing({ Tickets: { update: "none" } }, { statusOnPassed: 5 })).toEqual(["Tickets edit"]);
  expect(missing({ Tickets: { update: "none" } })).toEqual([]);
});

test("a level that permits everything misses nothing, whatever is wanted", () => {
  expect(missing({}, everything, { udf: "writable", impersonation: "all" })).toEqual([]);
});

test("what Autotask did not tell is no permission", () => {
  const rights = judgeRights(required(), { access: new Map() });
  expect(rights.every(({ granted, level }) => !granted && level === "unknown")).toBe(true);
  expect(missing({ Contacts: { query: "unknown" } })).toEqual(["Contacts view"]);
});

test("'restricted' is permission, and is told apart", () => {
  const restricted = { Tickets: { query: "restricted" }, TicketNotes: { create: "restricted" } } as const;
  expect(missing(restricted)).toEqual([]);
  const judged = judgeRights(required(), { access: access(restricted) });
  expect(judged.filter(({ level }) => level === "restricted").map(({ object }) => object)).toEqual(["Tickets", "Ticket Notes"]);
});

test("the lowest of several collections counts", () => {
  expect(missing({ TicketWebhookFields: { query: "none" } })).toEqual(["Webhooks (TicketWebhooks and TicketWebhookFields) view"]);
  // Children of a webhook are never edited or deleted by themselves.
  expect(missing({ TicketWebhookFields: { update: "none", delete: "none" } })).toEqual([]);
});

test.each([
  ["writable", []],
  ["read_only", ["Ticket UDFs edit"]],
  ["missing", ["Ticket UDFs view", "Ticket UDFs edit"]],
] as const)("a UDF that is %s", (udf, lacks) => {
  expect(missing({}, { udfName: "Verified" }, { udf })).toEqual(lacks);
});

test("each right of the table is missed when it is not there and wanted", () => {
  const all = permissionTable.flatMap(({ object, actions }) => Object.keys(actions).map((action) => `${object} ${action}`));
  const wanted = requiredRights({ ...connectionOptionsSchema.parse(everything), asksQuestions: true });
  expect(wanted.map(({ object, action }) => `${object} ${action}`).sort()).toEqual(all.sort());
  const nothing = judgeRights(wanted, { access: new Map(), udf: "missing", impersonation: "none" });
  expect(nothing.filter(({ granted }) => granted)).toEqual([]);
});

test("that webhooks may not be added is a hint: it is told, and stops nothing", () => {
  expect(missing({ TicketWebhooks: { create: "none" } })).toEqual([]);
  const judged = judgeRights(required(), { access: access({ TicketWebhooks: { create: "none" } }) });
  expect(matchRights(required(), judged).filter(({ sign }) => sign !== "granted")).toMatchObject([{ action: "add", sign: "hint" }]);
});

test("a reading answers what is asked for now: what was not asked then is unread, what is not wanted any more is gone", () => {
  const before = judgeRights(required({ statusOnPassed: 5 }), {
    access: access({ Contacts: { query: "restricted" } }, { statusOnPassed: 5 }),
  });
  const now = matchRights(required({ capabilities: { createTickets: true, writeNote: false } }), before);
  expect(now.filter(({ sign }) => sign !== "granted").map(({ object, action, sign }) => [object, action, sign])).toEqual([
    ["Tickets", "add", "unread"],
    ["Contacts", "view", "part"],
  ]);
  expect(now.map(({ object }) => object)).not.toContain("Ticket Notes");
});
