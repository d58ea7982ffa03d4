import { afterEach, describe, expect, test } from "vitest";
import { type StubHttp, startStubHttp } from "../testing/stub-http.ts";
import { createAutotaskClient } from "./client.ts";
import { queryCompanies } from "./companies.ts";
import { AutotaskCredentials } from "./credentials.ts";
import { findTicket, getTicket, queryTickets } from "./tickets.ts";

const credentials = new AutotaskCredentials({ username: "api@example.com", secret: "secret", trackingIdentifier: "T" });
let stub: StubHttp | undefined;
afterEach(() => stub?.close());

async function clientOf(
  answer: (body: { filter: { op: string; field: string; value: unknown }[]; maxRecords: number }) => unknown,
  status = 200,
) {
  stub = await startStubHttp(({ bodyText }, response) => {
    response.writeHead(status).end(JSON.stringify(answer(JSON.parse(bodyText || "{}"))));
  });
  return createAutotaskClient({ zoneUrl: `http://${stub.host}/`, credentials, gate: { allowedHosts: [stub.host] } });
}

/** A vendor with companies 0 to `count - 1`, which names a foreign host as the next page. */
const companies = (count: number) => (body: { filter: { value: unknown }[]; maxRecords: number }) => {
  const after = Number(body.filter[0]?.value);
  const ids = Array.from({ length: count }, (_, id) => id).filter((id) => id > after);
  const items = ids.slice(0, body.maxRecords).map((id) => ({ id, companyName: `Company ${id}`, isActive: true }));
  return { items, pageDetails: { nextPageUrl: "https://evil.example/next" } };
};

describe("paging", () => {
  test.each([
    [0, 1],
    [4, 1],
    [5, 2],
    [12, 3],
  ])("of %i rows by five reads each once, in order, in %i calls", async (count, calls) => {
    const autotask = await clientOf(companies(count));
    const { items, complete } = await queryCompanies(autotask, { pageSize: 5 });
    expect(items.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, id) => id));
    expect(complete).toBe(true);
    expect(stub?.requests).toHaveLength(calls);
  });

  test("stops at its bound and says that rows were left", async () => {
    const autotask = await clientOf(companies(100));
    expect(await queryCompanies(autotask, { pageSize: 5, maxPages: 2 })).toMatchObject({ items: { length: 10 }, complete: false });
  });

  test("goes on after the id given", async () => {
    const autotask = await clientOf(companies(10));
    expect((await queryCompanies(autotask, { afterId: 7 })).items.map(({ id }) => id)).toEqual([8, 9]);
  });

  test("of a vendor that repeats itself ends as unreadable", async () => {
    const row = { id: 1, companyName: "", isActive: true };
    const autotask = await clientOf(() => ({ items: [row] }));
    await expect(queryCompanies(autotask, { pageSize: 1 })).rejects.toMatchObject({ code: "autotask.unreadable" });
    expect(stub?.requests).toHaveLength(2);
  });

  test("asks for no more than 500 rows at once", async () => {
    const autotask = await clientOf(companies(1));
    await queryCompanies(autotask, { pageSize: 9_000 });
    expect(JSON.parse(stub?.requests[0]?.bodyText ?? "{}")).toMatchObject({ maxRecords: 500 });
  });
});

test("a ticket reads the same whatever the spelling of its values", async () => {
  const ticket = {
    id: 7,
    ticketNumber: "T20250915.0001",
    title: "Printer",
    companyID: 0,
    contactID: 5,
    createDate: "2025-09-15T14:57:50.1Z",
  };
  const autotask = await clientOf(() => ({ item: { ...ticket, userDefinedFields: [{ name: "Checked", value: null }], brandNew: {} } }));
  const first = await getTicket(autotask, 7);
  await stub?.close();
  const again = await clientOf(() => ({
    item: {
      ...ticket,
      id: "7",
      contactID: "5",
      companyID: "0",
      createDate: "2025-09-15T14:57:50.1",
      userDefinedFields: [{ name: "Checked" }],
    },
  }));
  expect(await getTicket(again, 7)).toEqual(first);
  expect(first).toMatchObject({
    ...{ id: 7, title: "Printer", companyId: 0, contactId: 5, status: null, resolution: null },
    createDate: new Date("2025-09-15T14:57:50.100Z"),
    userDefinedFields: [{ name: "Checked", value: null }],
  });
});

test.each([null, undefined, {}])("user-defined fields of %j are none", async (userDefinedFields) => {
  const autotask = await clientOf(() => ({ item: { id: 7, ticketNumber: "T", userDefinedFields } }));
  expect((await getTicket(autotask, 7)).userDefinedFields).toEqual([]);
});

describe("a missing ticket", () => {
  test.each<[string, number, unknown]>([
    ["404", 404, {}],
    ['200 with {"item":null}', 200, { item: null }],
  ])("answered by %s is null for find and not_found for get", async (_what, status, body) => {
    const autotask = await clientOf(() => body, status);
    expect(await findTicket(autotask, 7)).toBeNull();
    await expect(getTicket(autotask, 7)).rejects.toMatchObject({ code: "autotask.not_found", effect: "none", retry: { when: "never" } });
  });

  test("is not concluded from an answer without an item", async () => {
    const autotask = await clientOf(() => ({}));
    await expect(findTicket(autotask, 7)).rejects.toMatchObject({ code: "autotask.unreadable" });
  });

  test("is not concluded from a refusal", async () => {
    const autotask = await clientOf(
      () => ({ errors: ["The logged in Resource does not have the adequate permissions to query this entity type."] }),
      500,
    );
    await expect(findTicket(autotask, 7)).rejects.toMatchObject({ code: "autotask.forbidden" });
  });
});

test("times are asked for in UTC", async () => {
  const autotask = await clientOf(() => ({ items: [] }));
  await queryTickets(autotask, { createdSince: new Date("2026-01-01T00:00:00+02:00"), ticketNumber: "T1" });
  expect(JSON.parse(stub?.requests[0]?.bodyText ?? "{}").filter).toEqual([
    { op: "gt", field: "id", value: -1 },
    { op: "gte", field: "createDate", value: "2025-12-31T22:00:00.000Z" },
    { op: "eq", field: "ticketNumber", value: "T1" },
  ]);
});
