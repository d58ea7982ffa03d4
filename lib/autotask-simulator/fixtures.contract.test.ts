import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "./model.ts";
import { isObject } from "./rest/query.ts";
import { type Simulator, startSimulator } from "./server.ts";
import { callApi, control, itemOf, itemsOf } from "./test-client.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
  await control(simulator, "POST tickets", { contactId: 29_683_586 });
  await control(simulator, "POST tickets/7841/notes", { fields: { title: "Note" } });
});
afterAll(() => simulator.close());

function fixture(name: string): { [key: string]: Json } {
  const value: Json = JSON.parse(readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8"));
  return isObject(value) ? value : { list: value };
}

function rowsOf(value: Json | undefined): { [key: string]: Json }[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

const ALL = { body: { filter: [{ op: "exist", field: "id" }] } };

describe("answers have the shape of the vendor's samples", () => {
  it.each(["Tickets", "TicketNotes", "Contacts"])("%s query: every key of the sample row, and the same page details", async (name) => {
    const sample = fixture(`${name}.query.response.json`);
    const answer = await callApi(simulator, `POST /${name}/query`, ALL);
    const [row = {}] = itemsOf(answer);
    for (const key of Object.keys(rowsOf(sample.items)[0] ?? {})) expect(row, key).toHaveProperty([key]);
    expect(Object.keys(answer.body)).toEqual(Object.keys(sample));
    expect(Object.keys(answer.body.pageDetails ?? {})).toEqual(Object.keys(sample.pageDetails ?? {}));
  });

  it("one ticket", async () => {
    const row = itemOf(await callApi(simulator, "GET /Tickets/7841"));
    for (const key of Object.keys(fixture("Tickets.get-by-id.response.json").item ?? {})) expect(row, key).toHaveProperty([key]);
  });

  it("an empty query is the sample to the letter", async () => {
    const answer = await callApi(simulator, "POST /Tickets/query", { body: { filter: [{ op: "eq", field: "id", value: 1 }] } });
    expect(answer.body).toEqual(fixture("empty-query.response.json"));
  });

  it("field metadata of webhooks is a live tenant's, word for word", async () => {
    const answer = await callApi(simulator, "GET /TicketWebhooks/entityInformation/fields");
    expect(answer.body).toEqual(fixture("TicketWebhooks.entityInformation.fields.json"));
  });

  it("field metadata of resources is a live tenant's, apart from the tenant's picklists", async () => {
    const facts = (field: { [key: string]: Json }) =>
      [field.name, field.dataType, field.length, field.isRequired, field.isReadOnly, field.isQueryable, field.referenceEntityType].join(
        " ",
      );
    const answer = await callApi(simulator, "GET /Resources/entityInformation/fields");
    expect(rowsOf(answer.body.fields).map(facts)).toEqual(rowsOf(fixture("Resources.entityInformation.fields.json").fields).map(facts));
  });

  it("the ids of webhook fields are a live tenant's", async () => {
    const answer = await callApi(simulator, "GET /TicketWebhookFields/entityInformation/fields");
    const field = rowsOf(answer.body.fields).find((each) => each.name === "fieldID");
    const pairs = rowsOf(field?.picklistValues).map((value) => [String(value.value), value.label]);
    expect(Object.fromEntries(pairs)).toEqual(fixture("TicketWebhookFields.fieldID-picklist.json").fieldID);
  });

  it("picklist values and user-defined fields carry the sample's keys", async () => {
    const fields = rowsOf((await callApi(simulator, "GET /Tickets/entityInformation/fields")).body.fields);
    const status = fields.find((field) => field.name === "status");
    const sample = rowsOf(fixture("Tickets.entityInformation.fields.picklists.json").fields).find((field) => field.name === "status");
    expect(Object.keys(status ?? {}).sort()).toEqual(Object.keys(sample ?? {}).sort());
    const [value] = rowsOf(status?.picklistValues);
    expect(Object.keys(value ?? {}).sort()).toEqual(Object.keys(rowsOf(sample?.picklistValues)[0] ?? {}).sort());
    const [udf = {}] = rowsOf((await callApi(simulator, "GET /Tickets/entityInformation/userDefinedFields")).body.fields);
    for (const key of Object.keys(rowsOf(fixture("userDefinedFields.response.json").fields)[0] ?? {})) expect(udf).toHaveProperty([key]);
  });

  it.each([
    ["ConfigurationItems", "ConfigurationItemModel"],
    ["CompanyLocations", "CompanyLocationModel"],
  ])("%s: every field is one of the official model, of its kind, and rows carry no other", async (name, model) => {
    const official = fixture("models.openapi.json")[model];
    const kinds: Record<string, string> = { int32: "integer", int64: "long", "date-time": "datetime", double: "decimal" };
    const expected = Object.fromEntries(Object.entries(official ?? {}).map(([field, kind]) => [field, kinds[String(kind)] ?? kind]));
    const fields = rowsOf((await callApi(simulator, `GET /${name}/entityInformation/fields`)).body.fields);
    expect(fields.length).toBeGreaterThan(15);
    for (const field of fields)
      expect({ [String(field.name)]: field.dataType }).toEqual({ [String(field.name)]: expected[String(field.name)] });
    const [row = {}] = itemsOf(await callApi(simulator, `POST /${name}/query`, ALL));
    for (const key of Object.keys(row)) expect(expected, key).toHaveProperty([key === "userDefinedFields" ? "id" : key]);
  });

  it("entityInformation has the keys and the kinds of the live answer", async () => {
    const { info } = (await callApi(simulator, "GET /Companies/entityInformation")).body;
    const sample = fixture("entityInformation.Companies.json").info;
    expect(Object.keys(info ?? {})).toEqual(Object.keys(sample ?? {}));
    expect(info).toMatchObject({ name: "Companies", canDelete: false, userAccessForQuery: "All" });
  });
});
