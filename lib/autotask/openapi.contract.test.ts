import { readdirSync, readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StubHttp, type StubRequest, startStubHttp } from "../testing/stub-http.ts";
import { type AutotaskClient, createAutotaskClient } from "./client.ts";
import { findCompany, getCompany, queryCompanies } from "./companies.ts";
import { queryCompanyLocations } from "./company-locations.ts";
import { queryDevicesOfContact } from "./configuration-items.ts";
import { findContact, findContactAndSharers, getContact, queryContactsByCompany, searchContacts } from "./contacts.ts";
import { findCountryCodes } from "./countries.ts";
import { AutotaskCredentials } from "./credentials.ts";
import { type Collection, getEntityInformation, getFields, getUserDefinedFields } from "./entity-information.ts";
import { findResource, findResourceByEmail, findResourceByUserName, findTechnician, getResource } from "./resources.ts";
import { getThreshold } from "./threshold.ts";
import { createTicketNote, queryTicketNotes } from "./ticket-notes.ts";
import {
  createTicket,
  findTicket,
  findTicketByExternalId,
  findTicketIds,
  getTicket,
  patchTicket,
  queryNewTickets,
  queryTickets,
  queryTicketsOfContact,
} from "./tickets.ts";
import { proveCredentials } from "./version.ts";
import * as webhooks from "./webhooks.ts";
import { lookUpZone } from "./zones.ts";

type Parameter = { name: string; in: "path" | "query" | "header" | "body"; required: boolean; schema?: { $ref: string } };
type Operation = { operationId: string; parameters: Parameter[] };
type Document = {
  basePath: string;
  paths: Record<string, Record<string, Operation>>;
  definitions: Record<string, Record<string, unknown>>;
};

const document = JSON.parse(readFileSync(new URL("./openapi/autotask-v1.extract.json", import.meta.url), "utf8")) as Document;
const collections = Object.keys(document.paths).flatMap(
  (path) => /^\/V1\.0\/(\w+)\/entityInformation$/.exec(path)?.[1] ?? [],
) as Collection[];
const since = new Date("2026-01-01T00:00:00Z");
const settings = {
  ...{ name: "Countersign - Ticket Created", webhookUrl: "https://example.com/a", deactivationUrl: "https://example.com/b" },
  ...{ secretKey: "0123456789", isActive: true, sendThresholdExceededNotification: false, notificationEmailAddress: "a@example.com" },
  ...{ isSubscribedToCreateEvents: true, isSubscribedToUpdateEvents: false, isSubscribedToDeleteEvents: false },
};

/** Every operation, with everything it can send. */
const OPERATIONS: Record<string, (autotask: AutotaskClient) => Promise<unknown>> = {
  proveCredentials,
  getThreshold,
  getTicket: (autotask) => getTicket(autotask, 7),
  findTicket: (autotask) => findTicket(autotask, 7),
  queryTickets: (autotask) =>
    queryTickets(autotask, { createdSince: since, activeSince: since, contactId: 1, companyId: 2, ticketNumber: "T", afterId: 3 }),
  queryNewTickets: (autotask) => queryNewTickets(autotask, { newerThanId: 2, createdSince: since, afterId: 3, pageSize: 100, maxPages: 1 }),
  queryTicketsOfContact: (autotask) =>
    queryTicketsOfContact(autotask, { contactId: 7, createdSince: since, createdBefore: since, pageSize: 500 }),
  queryDevicesOfContact: (autotask) => queryDevicesOfContact(autotask, { contactId: 7, pageSize: 50 }),
  queryCompanyLocations: (autotask) => queryCompanyLocations(autotask, { companyId: 0, pageSize: 100 }),
  findTicketIds: (autotask) => findTicketIds(autotask, [7, 8]),
  patchTicket: (autotask) =>
    patchTicket(autotask, { id: 7, status: 5, resolution: "Done", userDefinedFields: [{ name: "Verified", value: "yes" }] }),
  createTicket: (autotask) =>
    createTicket(autotask, {
      ...{ companyId: 1, contactId: 2, title: "T", description: "D", status: 1, priority: 2, queueId: 8 },
      ...{ dueAt: since, externalId: "CS-7F3K-29QD" },
    }),
  findTicketByExternalId: (autotask) => findTicketByExternalId(autotask, "CS-7F3K-29QD"),
  createTicketNote: (autotask) =>
    createTicketNote(autotask, { ticketId: 7, title: "T", description: "D", noteType: 3, publish: 2 }, { impersonate: 29 }),
  queryTicketNotes: (autotask) => queryTicketNotes(autotask, { ticketId: 7, createdSince: since, containing: "marker" }),
  getContact: (autotask) => getContact(autotask, 7),
  findContact: (autotask) => findContact(autotask, 7),
  findContactAndSharers: (autotask) => findContactAndSharers(autotask, { id: 7, email: "ada@example.com" }),
  queryContactsByCompany: (autotask) => queryContactsByCompany(autotask, { companyId: 0 }),
  searchContacts: (autotask) =>
    searchContacts(autotask, { words: [{ text: "Ada", companyIds: [1] }], phoneHas: ["2345"], ids: [7], pageSize: 26 }),
  findCountryCodes: (autotask) => findCountryCodes(autotask, [82]),
  getCompany: (autotask) => getCompany(autotask, 0),
  findCompany: (autotask) => findCompany(autotask, 0),
  queryCompanies: (autotask) => queryCompanies(autotask, { nameContains: "Acme", nameHasOneOf: ["A", "B"], ids: [1] }),
  getResource: (autotask) => getResource(autotask, 7),
  findResource: (autotask) => findResource(autotask, 7),
  findResourceByUserName: (autotask) => findResourceByUserName(autotask, "api@example.com"),
  findResourceByEmail: (autotask) => findResourceByEmail(autotask, "ada@example.com"),
  findTechnician,
  getEntityInformation: (autotask) => each((collection) => getEntityInformation(autotask, collection)),
  getFields: (autotask) => each((collection) => getFields(autotask, collection)),
  getUserDefinedFields: (autotask) => each((collection) => getUserDefinedFields(autotask, collection)),
  createTicketWebhook: (autotask) => webhooks.createTicketWebhook(autotask, settings),
  patchTicketWebhook: (autotask) => webhooks.patchTicketWebhook(autotask, { id: 7, ...settings }),
  findTicketWebhook: (autotask) => webhooks.findTicketWebhook(autotask, 7),
  queryTicketWebhooks: (autotask) => webhooks.queryTicketWebhooks(autotask, "Countersign"),
  deleteTicketWebhook: (autotask) => webhooks.deleteTicketWebhook(autotask, 7),
  addTicketWebhookField: (autotask) =>
    webhooks.addTicketWebhookField(autotask, { webhookId: 7, fieldId: 85, isSubscribedField: true, isDisplayAlwaysField: true }),
  listTicketWebhookFields: (autotask) => webhooks.listTicketWebhookFields(autotask, 7),
  addExcludedResource: (autotask) => webhooks.addExcludedResource(autotask, { webhookId: 7, resourceId: 29 }),
  listExcludedResources: (autotask) => webhooks.listExcludedResources(autotask, 7),
  getWebhookFieldIds: webhooks.getWebhookFieldIds,
};

async function each(work: (collection: Collection) => Promise<unknown>): Promise<void> {
  for (const collection of collections) await work(collection);
}

/** One body that every operation can read. */
const ANSWER = JSON.stringify({
  ...{ itemId: 7, item: { id: 7, ticketNumber: "T" }, items: [], info: {}, fields: [] },
  ...{ externalRequestThreshold: 10_000, requestThresholdTimeframe: 60, currentTimeframeRequestCount: 1 },
  url: "https://webservices3.autotask.net/atservicesrest/",
});

let stub: StubHttp;
let autotask: AutotaskClient;
beforeAll(async () => {
  stub = await startStubHttp((_request, response) => response.end(ANSWER));
  const credentials = new AutotaskCredentials({ username: "api@example.com", secret: "secret", trackingIdentifier: "T" });
  autotask = createAutotaskClient({ zoneUrl: `http://${stub.host}/`, credentials, gate: { allowedHosts: [stub.host] } });
});
afterAll(() => stub.close());

const covered = new Set<string>();

describe("every request is one that the official document describes", () => {
  test.each(Object.entries(OPERATIONS))("%s", async (_name, operation) => {
    const before = stub.requests.length;
    await operation(autotask);
    const sent = stub.requests.slice(before);
    expect(sent).not.toHaveLength(0);
    for (const request of sent) expectDescribed(request, ["apiintegrationcode", "username", "secret"]);
  });

  test("lookUpZone, which goes without the credentials that the document lists (help page API_Zones: none needed)", async () => {
    const before = stub.requests.length;
    const lookupUrl = `http://${stub.host}/atservicesrest/v1.0/zoneInformation`;
    await lookUpZone({ lookupUrl, username: "api@example.com", gate: { allowedHosts: [stub.host] } });
    for (const request of stub.requests.slice(before)) expectDescribed(request, []);
  });

  test("and every operation of the extract is used", () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect([...covered].toSorted()).toEqual(described.toSorted());
  });
});

test("no operation of the client is left unchecked", () => {
  const folder = new URL("./", import.meta.url);
  // query.ts is the plumbing that the operations are made of.
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.includes(".test.") && file !== "query.ts");
  const operations = files.flatMap((file) => {
    const source = readFileSync(new URL(file, folder), "utf8");
    return [...source.matchAll(/export (?:async )?function\*? (\w+)(?:<[^(]*>)?\(\s*autotask: AutotaskClient/g)].map(
      ([, name]) => name ?? "",
    );
  });
  expect(operations.length).toBeGreaterThan(20);
  expect(Object.keys(OPERATIONS).toSorted()).toEqual(operations.toSorted());
});

function expectDescribed({ method, url, headers, bodyText }: StubRequest, credentials: string[]): void {
  const { pathname, searchParams } = new URL(url, "http://autotask");
  const path = pathname.slice(document.basePath.length);
  const match = Object.keys(document.paths).find((template) => templateOf(template).test(path));
  const operation = match === undefined ? undefined : document.paths[match]?.[method.toLowerCase()];
  if (match === undefined || operation === undefined || !pathname.toLowerCase().startsWith(document.basePath.toLowerCase())) {
    throw new Error(`The document has no ${method} ${pathname}`);
  }
  covered.add(`${method.toLowerCase()} ${match}`);

  const named = (where: Parameter["in"]) => operation.parameters.filter((parameter) => parameter.in === where);
  for (const { name } of named("query").filter(({ required }) => required)) expect(searchParams.get(name), name).toBeTruthy();
  for (const name of searchParams.keys()) expect(named("query").map((parameter) => parameter.name)).toContain(name);
  const required = named("header").filter((parameter) => parameter.required);
  expect(required.map(({ name }) => name.toLowerCase())).toEqual(["apiintegrationcode", "username", "secret"]);
  for (const name of credentials) expect(headers[name], name).toBeTruthy();

  const body = named("body")[0];
  if (body?.schema === undefined) {
    expect(bodyText).toBe("");
    return;
  }
  expect(headers["content-type"]).toBe("application/json");
  const validate = validatorOf(body.schema.$ref);
  expect(validate(JSON.parse(bodyText)) || validate.errors, `${method} ${path}`).toBe(true);
}

/** Without regard to case, as Autotask reads paths; ids are whole numbers by the document. */
function templateOf(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "\\d+")}$`, "i");
}

/** The document's definition, closed: a property it does not name is our mistake. */
function validatorOf(reference: string): ValidateFunction {
  const int32 = { type: "number" as const, validate: (value: number) => Number.isInteger(value) && Math.abs(value) < 2 ** 31 };
  const int64 = { type: "number" as const, validate: Number.isSafeInteger };
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { int32, int64, double: true, "date-time": true } });
  const definitions = Object.fromEntries(
    Object.entries(document.definitions).map(([name, schema]) => [name, { ...schema, additionalProperties: false }]),
  );
  const filter = definitions.Filter as { properties?: Record<string, unknown> } | undefined;
  // Typed "object" in the document, described there as "either an Integer, String, Boolean, an Array of Integers, or an Array of Strings".
  const list = { type: "array", items: { type: ["integer", "string"] } };
  const Filter = { ...filter, properties: { ...filter?.properties, value: { anyOf: [{ type: ["integer", "string", "boolean"] }, list] } } };
  return ajv.compile({ $ref: reference, definitions: { ...definitions, Filter } });
}
