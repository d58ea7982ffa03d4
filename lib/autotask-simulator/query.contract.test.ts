import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "./model.ts";
import { type Simulator, startSimulator } from "./server.ts";
import { callApi, control, errorOf, itemOf, itemsOf } from "./test-client.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

async function idsOf(collection: string, filter: object[]): Promise<Json[]> {
  const answer = await callApi(simulator, `POST /${collection}/query`, { body: JSON.stringify({ filter }) });
  expect(answer.status, answer.text).toBe(200);
  return itemsOf(answer).map((item) => item.id ?? null);
}

const ALL = [{ op: "exist", field: "id" }];

describe("devices and places", () => {
  const of = (contactID: number) => [
    { op: "eq", field: "contactID", value: contactID },
    { op: "eq", field: "isActive", value: true },
  ];

  it("a person's devices are theirs alone, without those that are out of use", async () => {
    expect(await idsOf("ConfigurationItems", of(29_683_586))).toEqual([1]);
    expect(await idsOf("ConfigurationItems", of(29_683_587))).toEqual([3]);
    expect(await idsOf("ConfigurationItems", of(29_683_595))).toEqual([]);
  });

  it("the places of a company are found at top level and below the company, and a contact names one of them", async () => {
    const company = [{ op: "eq", field: "companyID", value: 174 }];
    expect(await idsOf("CompanyLocations", company)).toEqual([901, 1174]);
    const below = itemsOf(await callApi(simulator, "GET /Companies/174/Locations"));
    expect(below.map(({ id, city, isPrimary }) => ({ id, city, isPrimary }))).toEqual([
      { id: 901, city: "Bad Schwartau", isPrimary: false },
      { id: 1174, city: "Lübeck", isPrimary: true },
    ]);
    expect(itemOf(await callApi(simulator, "GET /Contacts/29683587"))).toMatchObject({ companyLocationID: 901 });
  });

  it("are guarded by the rights on devices and on companies, in the words of every other refusal", async () => {
    const body = { filter: of(29_683_586) };
    await control(simulator, "PATCH levels/201", { access: { ConfigurationItems: { view: "None" } } });
    const refused = await callApi(simulator, "POST /ConfigurationItems/query", { body });
    expect(errorOf(refused)).toBe("The logged in Resource does not have the adequate permissions to query this entity type.");
    const { info } = (await callApi(simulator, "GET /ConfigurationItems/entityInformation")).body;
    expect(info).toMatchObject({ name: "ConfigurationItems", userAccessForQuery: "None" });
    expect(await idsOf("CompanyLocations", [{ op: "eq", field: "companyID", value: 175 }])).toEqual([1175]);
    await control(simulator, "PATCH levels/201", { access: { ConfigurationItems: { view: "All" } } });
  });
});

describe("query", () => {
  it.each([
    ["eq", [{ op: "eq", field: "id", value: 174 }], [174]],
    ["field names in any case", [{ op: "eq", field: "COMPANYNAME", value: "te whānau tāhuri trust" }], [179]],
    [
      "noteq and AND at the top",
      [
        { op: "noteq", field: "id", value: 174 },
        { op: "lt", field: "id", value: 176 },
      ],
      [0, 175],
    ],
    [
      "gte, lte",
      [
        { op: "gte", field: "id", value: 178 },
        { op: "lte", field: "id", value: 178 },
      ],
      [178],
    ],
    ["beginsWith", [{ op: "beginsWith", field: "companyName", value: "kanzlei" }], [175]],
    ["endsWith", [{ op: "endsWith", field: "companyName", value: "TRUST" }], [179]],
    ["contains", [{ op: "contains", field: "companyName", value: "saint" }], [177]],
    ["in", [{ op: "in", field: "id", value: [177, 0] }], [0, 177]],
    ["notIn", [{ op: "notIn", field: "id", value: [0, 174, 175, 176, 177, 178] }], [179]],
    ["notExist", [{ op: "notExist", field: "companyName" }], []],
    [
      "or group",
      [
        {
          op: "or",
          items: [
            { op: "eq", field: "id", value: 0 },
            { op: "and", items: [{ op: "eq", field: "id", value: 179 }] },
          ],
        },
      ],
      [0, 179],
    ],
    ["a string against a number: no rows, no error", [{ op: "eq", field: "id", value: "174" }], []],
    [
      "a boolean field",
      [
        { op: "eq", field: "isActive", value: true },
        { op: "eq", field: "id", value: 0 },
      ],
      [0],
    ],
  ])("understands %s", async (_name, filter, expected) => {
    expect(await idsOf("Companies", filter)).toEqual(expected);
  });

  it("compares dates with and without a zone as UTC", async () => {
    expect(await idsOf("Contacts", [{ op: "gt", field: "createDate", value: "2024-03-04T07:59:59" }])).toHaveLength(16);
    expect(await idsOf("Contacts", [{ op: "gt", field: "createDate", value: "2024-03-04T08:00:00Z" }])).toHaveLength(0);
  });

  it.each([
    ["no filter", { maxRecords: 5 }, /Filter/],
    ["an empty filter", { filter: [] }, /Filter/],
    ["an unknown field", { filter: [{ op: "eq", field: "nickname", value: 1 }] }, /^Unable to find type in the Contact Entity\.$/],
    ["an unknown included field", { filter: ALL, includeFields: ["nickname"] }, /^Unable to find type in the Contact Entity\.$/],
    ["a field that cannot be queried", { filter: [{ op: "eq", field: "surveyOptOut", value: true }] }, /not queryable/],
    [
      "a boolean for the integer isActive",
      { filter: [{ op: "eq", field: "isActive", value: true }] },
      /^Unexpected character encountered while parsing value: t\./,
    ],
    ["more than 500 rows a page", { filter: ALL, maxRecords: 501 }, /MaxRecords/],
    ["malformed JSON", '{"filter":', /^Unexpected character/],
  ])("refuses %s with 500 and a text", async (_name, body, text) => {
    const answer = await callApi(simulator, "POST /Contacts/query", { body });
    expect(answer.status).toBe(500);
    expect(errorOf(answer)).toMatch(text);
  });

  it("refuses the 501st OR condition and takes the 500th", async () => {
    const items = Array.from({ length: 501 }, (_each, id) => ({ op: "eq", field: "id", value: id }));
    const refused = await callApi(simulator, "POST /Contacts/query", { body: { filter: [{ op: "or", items }] } });
    expect(errorOf(refused)).toBe("Queries are limited to 500 or fewer 'OR' conditions.");
    expect((await callApi(simulator, "POST /Contacts/query", { body: { filter: [{ op: "or", items: items.slice(1) }] } })).status).toBe(
      200,
    );
  });

  it("filters by one user-defined field, and refuses two", async () => {
    await control(simulator, "POST tickets", {
      contactId: 29_683_586,
      fields: { userDefinedFields: [{ name: "Identity verified", value: "yes" }] },
    });
    const one = { op: "eq", field: "Identity verified", value: "yes", udf: true };
    expect(await idsOf("Tickets", [one])).toHaveLength(1);
    const two = await callApi(simulator, "POST /Tickets/query", { body: { filter: [one, { ...one, field: "RMM asset" }] } });
    expect(two.status).toBe(500);
  });

  it("takes a GET with the search in the address, and counts", async () => {
    const search = encodeURIComponent(JSON.stringify({ filter: ALL }));
    expect(itemsOf(await callApi(simulator, `GET /Companies/query?search=${search}`))).toHaveLength(7);
    expect((await callApi(simulator, "POST /Companies/query/count", { body: { filter: ALL } })).body).toEqual({ queryCount: 7 });
  });
});

describe("paging", () => {
  it("walks all rows once, ascending by id, by POSTing the same body to nextPageUrl", async () => {
    const body = { filter: ALL, maxRecords: 5, includeFields: ["id"] };
    const seen: Json[] = [];
    let next = "/Contacts/query";
    while (next !== "null") {
      const answer = await callApi(simulator, `POST ${next}`, { body });
      const page = answer.body.pageDetails as { [key: string]: Json };
      expect(page).toMatchObject({ count: itemsOf(answer).length, requestCount: 5, prevPageUrl: null });
      seen.push(...itemsOf(answer).map((item) => item.id ?? null));
      next = String(page.nextPageUrl);
    }
    expect(seen).toEqual([...seen].sort((a, b) => Number(a) - Number(b)));
    expect(seen).toHaveLength(16);
    expect(new Set(seen).size).toBe(16);
  });

  it("answers a GET of that address with 405 and a POST without a body with the queryModel error", async () => {
    const first = await callApi(simulator, "POST /Contacts/query", { body: { filter: ALL, maxRecords: 2 } });
    const { nextPageUrl } = first.body.pageDetails as { nextPageUrl: string };
    expect(nextPageUrl).toMatch(/\/ATServicesRest\/V1\.0\/Contacts\/query\/next\?paging=%7B%22pageSize%22/);
    expect((await callApi(simulator, `GET ${nextPageUrl}`)).status).toBe(405);
    const bodyless = await callApi(simulator, `POST ${nextPageUrl}`);
    expect(bodyless.status).toBe(500);
    expect(errorOf(bodyless)).toContain("Parameter name: queryModel");
  });
});

describe("one row", () => {
  it("answers with item, and a missing one with 404 or an empty item, by switch", async () => {
    expect(itemOf(await callApi(simulator, "GET /Companies/174"))).toMatchObject({ id: 174, isActive: true });
    expect((await callApi(simulator, "GET /Companies/9999")).status).toBe(404);
    await control(simulator, "PATCH behaviour", { missingItem: "null" });
    expect((await callApi(simulator, "GET /Companies/9999")).body).toEqual({ item: null });
    await control(simulator, "POST clear", {});
  });

  it("has no query route below a parent", async () => {
    expect((await callApi(simulator, "POST /Tickets/7841/Notes/query", { body: { filter: ALL } })).status).toBe(404);
  });
});
