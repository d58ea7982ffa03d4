import { afterEach, describe, expect, test } from "vitest";
import { type StubHttp, type StubRequest, startStubHttp } from "../testing/stub-http.ts";
import { createAutotaskClient } from "./client.ts";
import { getContact } from "./contacts.ts";
import { AutotaskCredentials } from "./credentials.ts";
import { type Field, getEntityInformation, getFields, getUserDefinedFields, picklistOf } from "./entity-information.ts";
import type { AutotaskError } from "./errors.ts";
import { openTicketUrl } from "./links.ts";
import { findResourceByEmail, findResourceByUserName } from "./resources.ts";
import { createTicketNote } from "./ticket-notes.ts";
import { deleteTicketWebhook, findTicketWebhook, getWebhookFieldIds } from "./webhooks.ts";

const credentials = new AutotaskCredentials({
  username: "api@example.com",
  secret: "secret",
  trackingIdentifier: "TRACKINGIDENTIFIER123456789",
});
let stub: StubHttp | undefined;
afterEach(() => stub?.close());

async function clientOf(answer: (request: StubRequest) => [number, unknown]) {
  stub = await startStubHttp((request, response) => {
    const [status, body] = answer(request);
    response.writeHead(status).end(JSON.stringify(body));
  });
  return createAutotaskClient({ zoneUrl: `http://${stub.host}/`, credentials, gate: { allowedHosts: [stub.host] } });
}

describe("access levels", () => {
  test.each<[unknown, string]>([
    ["All", "all"],
    ["None", "none"],
    ["Restricted", "restricted"],
    [0, "none"],
    [1, "all"],
    ["2", "restricted"],
    [3, "unknown"],
    [null, "unknown"],
    [undefined, "unknown"],
    [true, "unknown"],
  ])("%j is %s", async (level, expected) => {
    const autotask = await clientOf(() => [200, { info: { canCreate: true, userAccessForCreate: level, userAccessForQuery: "All" } }]);
    const { access } = await getEntityInformation(autotask, "Tickets");
    expect(access).toEqual({ create: expected, query: "all", delete: "unknown", update: "unknown" });
  });
});

test("picklists come in Autotask's order, without inactive values, whatever their spelling", async () => {
  const picklistValues = [
    { value: 5, label: "Complete", isActive: true, isSystem: true, sortOrder: 2, parentValue: "" },
    { value: "1", label: "New", isActive: true, isSystem: true, sortOrder: 1, parentValue: null },
    { value: "9", label: "Old", isActive: false, sortOrder: 0 },
    { value: "136", label: "Child", isActive: true, sortOrder: 3, parentValue: "10" },
  ];
  const autotask = await clientOf(() => [
    200,
    {
      fields: [
        { name: "status", isPickList: true, picklistValues },
        { name: "title", picklistValues: null },
      ],
    },
  ]);
  const fields: Field[] = await getFields(autotask, "Tickets");
  expect(picklistOf(fields, "Status").map(({ value, label, parentValue }) => [value, label, parentValue])).toEqual([
    ["1", "New", null],
    ["5", "Complete", null],
    ["136", "Child", "10"],
  ]);
  expect(picklistOf(fields, "title")).toEqual([]);
  expect(picklistOf(fields, "nothing")).toEqual([]);
  expect(await getUserDefinedFields(autotask, "Tickets")).toHaveLength(2);
});

test("webhook field ids are read from the tenant by their names", async () => {
  const picklistValues = [
    { value: "85", label: "TicketNumber", isActive: true },
    { value: "2", label: "Title", isActive: true },
  ];
  const autotask = await clientOf(() => [200, { fields: [{ name: "fieldID", picklistValues }] }]);
  expect([...(await getWebhookFieldIds(autotask))].toSorted()).toEqual([
    ["TicketNumber", 85],
    ["Title", 2],
  ]);
});

describe("a contact is active only if Autotask says so", () => {
  test.each<[unknown, boolean]>([
    [1, true],
    [true, true],
    ["1", true],
    [0, false],
    [false, false],
    ["0", false],
    [null, false],
    [undefined, false],
    [2, false],
  ])("%j", async (isActive, expected) => {
    const autotask = await clientOf(() => [200, { item: { id: 7, isActive } }]);
    expect((await getContact(autotask, 7)).isActive).toBe(expected);
  });
});

describe("a resource is found by a name that is one person's", () => {
  const ada = { id: 1, userName: "Ada", email: "ada@example.com", isActive: true };
  test("whatever its case", async () => {
    const autotask = await clientOf(() => [200, { items: [ada, { ...ada, id: 2, userName: "Ada2", email: "other@example.com" }] }]);
    expect(await findResourceByUserName(autotask, "ADA")).toMatchObject({ id: 1 });
    expect(await findResourceByEmail(autotask, "Ada@Example.com")).toMatchObject({ id: 1 });
  });

  test("and not when two share it, or it is nobody's", async () => {
    const autotask = await clientOf(() => [200, { items: [ada, { ...ada, id: 2 }] }]);
    expect(await findResourceByEmail(autotask, "ada@example.com")).toBeNull();
    expect(await findResourceByEmail(autotask, "nobody@example.com")).toBeNull();
  });

  test("inactive people do not stand in the way of an active one", async () => {
    const autotask = await clientOf(() => [
      200,
      {
        items: [
          { ...ada, isActive: false },
          { ...ada, id: 2 },
        ],
      },
    ]);
    expect(await findResourceByEmail(autotask, "ada@example.com")).toMatchObject({ id: 2 });
  });
});

describe("deleting a webhook", () => {
  const refusal = {
    errors: ["No message. No matching records found. The logged in Resource may not have the required permissions to delete the data."],
  };

  test("is done when Autotask says so", async () => {
    const autotask = await clientOf(() => [200, { itemId: 7 }]);
    expect(await deleteTicketWebhook(autotask, 7)).toBe("deleted");
    expect(stub?.requests).toHaveLength(1);
  });

  test.each<[string, [number, unknown]]>([
    ["404", [404, {}]],
    ["no item", [200, { item: null }]],
  ])("that is not there any more (%s) is gone", async (_what, missing) => {
    const autotask = await clientOf(({ method }) => (method === "DELETE" ? [500, refusal] : missing));
    expect(await deleteTicketWebhook(autotask, 7)).toBe("gone");
    expect(await findTicketWebhook(autotask, 7)).toBeNull();
  });

  test("that Autotask will not delete is not called gone", async () => {
    const autotask = await clientOf(({ method }) => (method === "DELETE" ? [500, refusal] : [200, { item: { id: 7 } }]));
    const error = (await deleteTicketWebhook(autotask, 7).catch((reason: unknown) => reason)) as AutotaskError;
    expect([error.code, error.answer]).toEqual(["autotask.forbidden", refusal.errors[0]]);
  });

  test("passes on every other failure", async () => {
    const autotask = await clientOf(() => [503, {}]);
    await expect(deleteTicketWebhook(autotask, 7)).rejects.toMatchObject({ code: "autotask.unavailable", effect: "unknown" });
  });
});

test.each([-1, 1.5, Number.NaN, 2 ** 53])("a note on ticket %d is not sent", async (ticketId) => {
  const autotask = await clientOf(() => [200, { itemId: 1 }]);
  await expect(createTicketNote(autotask, { ticketId, title: "", description: "", noteType: 1, publish: 2 })).rejects.toThrow();
  expect(stub?.requests).toEqual([]);
});

test("a write that Autotask answers without an id may have happened", async () => {
  const autotask = await clientOf(() => [200, {}]);
  const note = createTicketNote(autotask, { ticketId: 7, title: "", description: "", noteType: 1, publish: 2 });
  await expect(note).rejects.toMatchObject({ code: "autotask.unreadable", effect: "unknown", retry: { when: "never" } });
});

test("a link opens the ticket on the website of its zone", () => {
  const expected = "https://ww3.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenTicketDetail&TicketID=7";
  expect(openTicketUrl("https://ww3.autotask.net/", 7)).toBe(expected);
});
