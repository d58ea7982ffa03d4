import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { signBody } from "./callouts/signature.ts";
import type { Json } from "./model.ts";
import { type Simulator, startSimulator } from "./server.ts";
import { callApi, control, errorOf, itemOf, itemsOf, type Receiver, startReceiver, webhookBody } from "./test-client.ts";

/** How long a busy machine may take for what should take milliseconds. */
const patience = { timeout: 15_000 };

let simulator: Simulator;
let receiver: Receiver;
beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 0.0001 });
});
beforeEach(async () => {
  await control(simulator, "POST reset", {});
  receiver = await startReceiver();
});
afterEach(() => receiver.close());
afterAll(() => simulator.close());

async function register(changes: { [key: string]: Json } = {}): Promise<Json> {
  const { body, text } = await callApi(simulator, "POST /TicketWebhooks", { body: webhookBody(receiver.url, changes) });
  expect(body.itemId, text).toEqual(expect.any(Number));
  return body.itemId ?? null;
}

async function addField(id: Json, fieldID: number, kind = { isSubscribedField: true, isDisplayAlwaysField: false }): Promise<void> {
  const answer = await callApi(simulator, `POST /TicketWebhooks/${id}/Fields`, { body: { fieldID, webhookID: id, ...kind } });
  expect(answer.status, answer.text).toBe(200);
}

function events(): { [key: string]: Json }[] {
  return receiver.receipts.map((receipt) => JSON.parse(receipt.body));
}

describe("registration", () => {
  it("is ready from the first field on, and tells its GUID but not its secret", async () => {
    const id = await register({ entityType: "Ticket" });
    expect(itemOf(await callApi(simulator, `GET /TicketWebhooks/${id}`))).toMatchObject({ isActive: true, isReady: false });
    await addField(id, 85);
    const webhook = itemOf(await callApi(simulator, `GET /TicketWebhooks/${id}`));
    expect(webhook).toMatchObject({ isReady: true, ownerResourceID: 29_682_894, secretKey: null });
    expect(webhook.webhookGUID).toMatch(/^[0-9a-f-]{36}$/);
    await control(simulator, "PATCH levels/201", { webhooks: { max: 2 } });
    const other = await register({ webhookUrl: `${receiver.url}/other` });
    expect(itemOf(await callApi(simulator, `GET /TicketWebhooks/${other}`))).toMatchObject({ isReady: false });
  });

  it.each(["name", "webhookUrl", "deactivationUrl", "secretKey", "isActive", "sendThresholdExceededNotification"])(
    "needs %s",
    async (name) => {
      const answer = await callApi(simulator, "POST /TicketWebhooks", { body: { ...webhookBody(receiver.url), [name]: null } });
      expect([answer.status, errorOf(answer)]).toEqual([500, `Missing Required Field: ${name}.`]);
    },
  );

  it("refuses plain http, and a port other than 443, except for loopback", async () => {
    for (const webhookUrl of ["http://portal.example/hook", "https://portal.example:8443/hook"]) {
      expect((await callApi(simulator, "POST /TicketWebhooks", { body: webhookBody(receiver.url, { webhookUrl }) })).status).toBe(500);
    }
  });

  it("refuses a second webhook of the same URL and callout type, inactive ones included", async () => {
    await control(simulator, "PATCH levels/201", { webhooks: { max: 9 } });
    await register({ isActive: false, isSubscribedToUpdateEvents: false });
    const twin = await callApi(simulator, "POST /TicketWebhooks", { body: webhookBody(receiver.url) });
    expect([twin.status, errorOf(twin)]).toEqual([500, expect.stringContaining("already exists")]);
    await register({ isSubscribedToCreateEvents: false });
  });

  it("refuses an unknown field id, and lists the known ones", async () => {
    const id = await register();
    const answer = await callApi(simulator, `POST /TicketWebhooks/${id}/Fields`, { body: { fieldID: 999, isSubscribedField: true } });
    expect(errorOf(answer)).toBe("Picklist value [999] does not exist for fieldID");
    expect((await callApi(simulator, "GET /TicketWebhookFields/entityInformation/fields")).text).toContain(
      '"value":"85","label":"TicketNumber"',
    );
  });

  it("deletes once, calling deactivationUrl; the second time nothing is found", async () => {
    const id = await register();
    await addField(id, 85);
    expect((await callApi(simulator, `DELETE /TicketWebhooks/${id}`)).body).toEqual({ itemId: id });
    await vi.waitFor(() => expect(receiver.receipts.map((receipt) => receipt.path)).toEqual(["/off"]), patience);
    expect(events()[0]).toMatchObject({ Action: "Deactivated" });
    const again = await callApi(simulator, `DELETE /TicketWebhooks/${id}`);
    expect(errorOf(again)).toMatch(/^No message\. No matching records found\./);
    expect(
      itemsOf(await callApi(simulator, "POST /TicketWebhookFields/query", { body: { filter: [{ op: "exist", field: "id" }] } })),
    ).toEqual([]);
  });

  it("refuses the deletion without the right", async () => {
    const id = await register();
    await control(simulator, "POST scenario", { name: "delete-refused" });
    expect(errorOf(await callApi(simulator, `DELETE /TicketWebhooks/${id}`))).toMatch(/^No message\. No matching records found\./);
    expect((await callApi(simulator, `GET /TicketWebhooks/${id}`)).status).toBe(200);
  });
});

describe("deliveries", () => {
  it("carry the event signed over the raw, escaped bytes", async () => {
    const id = await register();
    await addField(id, 85);
    await addField(id, 2, { isSubscribedField: false, isDisplayAlwaysField: true });
    await control(simulator, "POST tickets", { contactId: 29_683_586, title: "Kennwort für O'Brien & Söhne" });
    await vi.waitFor(() => expect(receiver.receipts).toHaveLength(1), patience);
    const [receipt] = receiver.receipts;
    expect(receipt?.headers["x-hook-signature"]).toBe(signBody("0123456789abcdef", receipt?.body ?? ""));
    expect(receipt?.body).toContain("Kennwort f\\u00FCr O\\u0027Brien \\u0026 S\\u00F6hne");
    expect(events()[0]).toMatchObject({
      Action: "Create",
      EntityType: "Ticket",
      Id: 7841,
      Fields: { Title: "Kennwort für O'Brien & Söhne" },
      SequenceNumber: 1,
      PersonID: 29_683_586,
    });
    expect(events()[0]?.EventTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it("tell of an update only when a subscribed field changed, with changed and display-always fields", async () => {
    const id = await register();
    await addField(id, 5);
    await addField(id, 85, { isSubscribedField: false, isDisplayAlwaysField: true });
    const ticket = await control(simulator, "POST tickets", { contactId: 29_683_586 });
    await control(simulator, "PATCH tickets/7841", { fields: { priority: 1 } });
    await control(simulator, "PATCH tickets/7841", { fields: { status: 8 } });
    await vi.waitFor(() => expect(receiver.receipts).toHaveLength(2), patience);
    expect(events().map((event) => event.SequenceNumber)).toEqual([1, 2]);
    expect(events()[1]).toMatchObject({ Action: "Update", Fields: { Status: "8", TicketNumber: ticket.body.ticketNumber } });
  });

  it("leave out what an excluded resource did", async () => {
    const id = await register();
    await addField(id, 5);
    await callApi(simulator, `POST /TicketWebhooks/${id}/ExcludedResources`, { body: { webhookID: id, resourceID: 29_682_894 } });
    await control(simulator, "POST tickets", { contactId: 29_683_586 });
    await callApi(simulator, "PATCH /Tickets", { body: { id: 7841, status: 8 } });
    await control(simulator, "PATCH tickets/7841", { fields: { status: 10 } });
    await vi.waitFor(() => expect(receiver.receipts).toHaveLength(2), patience);
    expect(events().map((event) => event.Action)).toEqual(["Create", "Update"]);
    expect(events()[1]).toMatchObject({ Fields: { Status: "10" } });
  });

  it("try five times, hold those behind, drop and log the event, then go on in order", async () => {
    const id = await register();
    await addField(id, 85);
    receiver.answerWith(503);
    await control(simulator, "POST tickets", { contactId: 29_683_586 });
    await vi.waitFor(
      async () => expect(itemsOf(await control(simulator, "GET deliveries"))[0]).toMatchObject({ state: "dropped" }),
      patience,
    );
    expect(receiver.receipts).toHaveLength(5);
    expect(
      itemsOf(await callApi(simulator, "POST /WebhookEventErrorLogs/query", { body: { filter: [{ op: "exist", field: "id" }] } })),
    ).toMatchObject([{ sequenceNumber: 1, errorMessage: expect.stringContaining("503") }]);
    receiver.answerWith(200);
    await control(simulator, "POST tickets", { contactId: 29_683_587 });
    await vi.waitFor(() => expect(receiver.receipts).toHaveLength(6), patience);
    expect(events()[5]).toMatchObject({ SequenceNumber: 2, Id: 7842 });
  });

  it("switch the webhook off after 25 dropped in a row and call deactivationUrl", async () => {
    const id = await register();
    await addField(id, 85);
    receiver.answerWith(500);
    for (let time = 0; time < 26; time += 1) await control(simulator, "POST tickets", { contactId: 29_683_586 });
    await vi.waitFor(() => expect(receiver.receipts.at(-1)?.path).toBe("/off"), { timeout: 10_000 });
    expect(itemOf(await callApi(simulator, `GET /TicketWebhooks/${id}`))).toMatchObject({ isActive: false });
    expect(receiver.receipts.filter((receipt) => receipt.path === "/hook")).toHaveLength(125);
  });

  it("come twice, in another order, or not at all, on request", async () => {
    const id = await register();
    await addField(id, 85);
    await control(simulator, "PATCH behaviour", { duplicateDeliveries: 1 });
    await control(simulator, "POST tickets", { contactId: 29_683_586 });
    await vi.waitFor(() => expect(receiver.receipts).toHaveLength(2), patience);
    expect(receiver.receipts[0]?.body).toBe(receiver.receipts[1]?.body);
    await control(simulator, "PATCH behaviour", { duplicateDeliveries: 0, reorderDeliveries: 2 });
    await control(simulator, "POST tickets", { contactId: 29_683_586 });
    await control(simulator, "POST tickets", { contactId: 29_683_586 });
    await vi.waitFor(() => expect(receiver.receipts).toHaveLength(4), patience);
    expect(
      events()
        .slice(2)
        .map((event) => event.Id),
    ).toEqual([7843, 7842]);
    await control(simulator, "PATCH behaviour", { reorderDeliveries: 0, suppressDeliveries: true });
    await control(simulator, "POST tickets", { contactId: 29_683_586 });
    expect(itemsOf(await control(simulator, "GET deliveries")).at(-1)).toMatchObject({ state: "suppressed" });
    expect((await control(simulator, "POST deliveries/resend", { times: 3 })).body.statuses).toEqual([200, 200, 200]);
    const forged = await control(simulator, "POST deliveries/forge", { signature: "none" });
    expect(forged.body).toEqual({ status: 200 });
    expect(receiver.receipts.at(-1)?.headers["x-hook-signature"]).toBeUndefined();
  });
});
