import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "./server.ts";
import { callApi, control, errorOf, itemOf, itemsOf, TICKET } from "./test-client.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(async () => {
  await control(simulator, "POST reset", {});
});
afterAll(() => simulator.close());

const NOTE = { title: "Identity verified", description: "Passed", noteType: 201, publish: 2 };

describe("tickets", () => {
  it("answers itemId, and sets number, times and creator itself", async () => {
    const created = await callApi(simulator, "POST /Tickets", {
      body: { ...TICKET, QueueID: 5, ticketNumber: "T1", unknown: "tolerated" },
    });
    expect(created.body).toEqual({ itemId: 7841 });
    const ticket = itemOf(await callApi(simulator, "GET /Tickets/7841"));
    expect(ticket).toMatchObject({ queueID: 5, creatorResourceID: 29_682_894, ticketType: 1, ticketCategory: 3, contactID: null });
    expect(ticket.ticketNumber).toMatch(/^T\d{8}\.0001$/);
    expect(ticket.createDate).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(ticket.userDefinedFields).toEqual([
      { name: "Identity verified", value: null },
      { name: "Verification outcome", value: null },
      { name: "RMM asset", value: null },
    ]);
  });

  it.each([
    [{ priority: 9 }, "Picklist value [9] does not exist for priority"],
    [{ status: 6 }, "Picklist value [6] does not exist for status"],
    [{ issueType: 2, subIssueType: 136 }, "Picklist value [136] does not exist for subIssueType"],
    [{ contactID: 1 }, "Reference value on field: contactID of type: Contact does not exist or is invalid."],
    [{ companyID: 175, contactID: 29_683_600 }, "Reference value on field: contactID of type: Contact does not exist or is invalid."],
    [{ companyID: 175, contactID: 29_683_586 }, "Reference value on field: contactID of type: Contact does not exist or is invalid."],
    [{ assignedResourceID: 4 }, "When assigning a Resource, you must assign both a assignedResourceID and assignedResourceRoleID."],
    [
      { assignedResourceID: 4, assignedResourceRoleID: 29_683_470 },
      "Reference value on field: assignedResourceID of type: Resource does not exist or is invalid.",
    ],
    [{ title: "x".repeat(256) }, "The value for field title exceeds the maximum length of 255."],
    [{ userDefinedFields: [{ name: "RMM asset", value: "x" }] }, "User Defined Field [RMM asset] is read only."],
    [{ userDefinedFields: [{ name: "Verification outcome", value: "9" }] }, "Picklist value [9] does not exist for Verification outcome"],
    [{ description: null }, "Object reference not set to an instance of an object."],
  ])("refuses %j with 500", async (changes, text) => {
    const answer = await callApi(simulator, "POST /Tickets", { body: { ...TICKET, ...changes } });
    expect([answer.status, errorOf(answer)]).toEqual([500, text]);
  });

  it.each(["companyID", "priority", "status", "title"])("needs %s", async (name) => {
    const { [name as keyof typeof TICKET]: _left, ...body } = TICKET;
    expect(errorOf(await callApi(simulator, "POST /Tickets", { body }))).toBe(`Missing Required Field: ${name}.`);
  });

  it("changes only what a PATCH names, with the id in the body, and keeps other UDFs", async () => {
    await callApi(simulator, "POST /Tickets", { body: { ...TICKET, userDefinedFields: [{ name: "Identity verified", value: "asked" }] } });
    const patch = { id: 7841, status: 5, resolution: "Done", userDefinedFields: [{ name: "Verification outcome", value: "1" }] };
    expect((await callApi(simulator, "PATCH /Tickets", { body: patch })).body).toEqual({ itemId: 7841 });
    const ticket = itemOf(await callApi(simulator, "GET /Tickets/7841"));
    expect(ticket).toMatchObject({ title: TICKET.title, status: 5, resolution: "Done", completedByResourceID: 29_682_894 });
    expect(ticket.userDefinedFields).toContainEqual({ name: "Identity verified", value: "asked" });
    expect(ticket.userDefinedFields).toContainEqual({ name: "Verification outcome", value: "1" });
  });

  it("empties writable fields that a PUT leaves out", async () => {
    await callApi(simulator, "POST /Tickets", { body: { ...TICKET, description: "long story" } });
    await callApi(simulator, "PUT /Tickets", { body: { ...TICKET, id: 7841, title: "New title" } });
    expect(itemOf(await callApi(simulator, "GET /Tickets/7841"))).toMatchObject({ title: "New title", description: null });
  });

  it.each(["PATCH /Tickets/7841", "DELETE /Tickets/7841", "GET /Tickets", "DELETE /TicketNotes/1"])("has no %s: 405", async (request) => {
    expect((await callApi(simulator, request)).status).toBe(405);
  });
});

describe("ticket notes", () => {
  beforeEach(async () => {
    await control(simulator, "POST tickets", { contactId: 29_683_586 });
  });

  it("are created below their ticket only, and move its lastActivityDate", async () => {
    expect((await callApi(simulator, "POST /TicketNotes", { body: { ...NOTE, ticketID: 7841 } })).status).toBe(404);
    const before = itemOf(await callApi(simulator, "GET /Tickets/7841")).lastActivityDate;
    const created = await callApi(simulator, "POST /Tickets/7841/Notes", { body: NOTE });
    expect(created.body).toEqual({ itemId: 29_684_501 });
    const after = itemOf(await callApi(simulator, "GET /Tickets/7841")).lastActivityDate;
    expect(Date.parse(String(after))).toBeGreaterThanOrEqual(Date.parse(String(before)));
    const query = {
      filter: [
        { op: "eq", field: "ticketID", value: 7841 },
        { op: "contains", field: "description", value: "passed" },
      ],
    };
    expect(itemsOf(await callApi(simulator, "POST /TicketNotes/query", { body: query }))[0]).toMatchObject({ ...NOTE, ticketID: 7841 });
  });

  it.each([
    [{ noteType: 13 }, "Picklist value [13] does not exist for noteType"],
    [{ publish: 3 }, "Picklist value [3] does not exist for publish"],
    [{ description: "" }, "Missing Required Field: description."],
    [{ description: "x".repeat(32_001) }, "The value for field description exceeds the maximum length of 32000."],
  ])("refuse %j", async (changes, text) => {
    const answer = await callApi(simulator, "POST /Tickets/7841/Notes", { body: { ...NOTE, ...changes } });
    expect([answer.status, errorOf(answer)]).toEqual([500, text]);
  });

  it("refuse a ticket that is not there", async () => {
    expect((await callApi(simulator, "POST /Tickets/99/Notes", { body: NOTE })).status).toBe(500);
  });

  it("silently ignore a contact as author without the right", async () => {
    await callApi(simulator, "POST /Tickets/7841/Notes", { body: { ...NOTE, publish: 1, createdByContactID: 29_683_586 } });
    expect(itemsOf(await callApi(simulator, "GET /Tickets/7841/Notes"))[0]).toMatchObject({
      createdByContactID: null,
      creatorResourceID: 29_682_894,
    });
  });
});

describe("contacts", () => {
  it("are written below their company only and hold isActive as 0 or 1", async () => {
    expect((await callApi(simulator, "POST /Contacts", { body: {} })).status).toBe(404);
    const refused = await callApi(simulator, "POST /Companies/174/Contacts", { body: { firstName: "A", lastName: "B", isActive: 1 } });
    expect(refused.status).toBe(500);
    await control(simulator, "PATCH levels/201", { access: { Contacts: { add: "All" } } });
    const created = await callApi(simulator, "POST /Companies/174/Contacts", { body: { firstName: "A", lastName: "B", isActive: 1 } });
    expect(itemOf(await callApi(simulator, `GET /Contacts/${created.body.itemId}`))).toMatchObject({ companyID: 174, isActive: 1 });
  });
});
