import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ApiUser, type SimulatedAutotask, startSimulatedAutotask } from "../testing/simulated-autotask.ts";
import { startStubHttp } from "../testing/stub-http.ts";
import type { AutotaskClient } from "./client.ts";
import { getCompany } from "./companies.ts";
import { queryCompanyLocations } from "./company-locations.ts";
import { queryDevicesOfContact } from "./configuration-items.ts";
import { findContact, getContact, queryContactsByCompany } from "./contacts.ts";
import { getEntityInformation, getFields, getUserDefinedFields, picklistOf } from "./entity-information.ts";
import type { AutotaskError } from "./errors.ts";
import { findResourceByEmail, findResourceByUserName, getResource } from "./resources.ts";
import { getThreshold } from "./threshold.ts";
import { createTicketNote, queryTicketNotes } from "./ticket-notes.ts";
import { findTicket, getTicket, patchTicket, queryTickets, queryTicketsOfContact } from "./tickets.ts";
import { proveCredentials } from "./version.ts";
import { parseWebhookPayload } from "./webhook-payload.ts";
import { isAuthentic } from "./webhook-signature.ts";
import * as webhooks from "./webhooks.ts";

let simulator: SimulatedAutotask;
let autotask: AutotaskClient;

beforeAll(async () => {
  simulator = await startSimulatedAutotask();
});
afterAll(() => simulator.close());

beforeEach(async () => {
  await simulator.control("reset");
  autotask = await simulator.clientOf(simulator.user);
});

async function failureOf(work: Promise<unknown>): Promise<AutotaskError> {
  return (await work.then(
    () => new Error("It did not fail"),
    (error: unknown) => error,
  )) as AutotaskError;
}

const subscription = (url: string) => ({
  ...{ name: "Countersign - Ticket Created", webhookUrl: url, deactivationUrl: url, secretKey: "a secret of the webhook", isActive: true },
  ...{ sendThresholdExceededNotification: false, isSubscribedToCreateEvents: true },
  ...{ isSubscribedToUpdateEvents: false, isSubscribedToDeleteEvents: false },
});

describe("signing in", () => {
  test("finds the zone and proves the credentials with one call", async () => {
    expect(await simulator.lookUp(simulator.user.username)).toMatchObject({
      zoneUrl: `${simulator.url}/ATServicesRest/`,
      databaseId: simulator.tenant.ci,
    });
    await proveCredentials(autotask);
  });

  test("an unknown user name is told from an outage", async () => {
    expect(await failureOf(simulator.lookUp("nobody@example.com"))).toMatchObject({
      code: "autotask.user_unknown",
      retry: { when: "never" },
    });
  });

  test("a wrong secret, user name or tracking identifier is refused", async () => {
    const refused = async (changed: Partial<ApiUser>) =>
      failureOf(proveCredentials(await simulator.clientOf({ ...simulator.user, ...changed })));
    expect(await refused({ secret: "wrong" })).toMatchObject({ code: "autotask.unauthorized", retry: { when: "never" } });
    expect(await refused({ username: "nobody@example.com" })).toMatchObject({ code: "autotask.unauthorized" });
    expect((await refused({ trackingIdentifier: "WRONG" })).code).toMatch(/^autotask\.(unauthorized|tracking_identifier_refused)$/);
  });

  test("the hourly use can be read", async () => {
    expect(await getThreshold(autotask)).toMatchObject({ limit: 10_000, timeframeMinutes: 60, used: expect.any(Number) });
  });
});

describe("what the API user may do", () => {
  test("is read from the metadata of every collection", async () => {
    expect((await getEntityInformation(autotask, "Tickets")).access).toMatchObject({ query: expect.stringMatching(/all|restricted/) });
    expect((await getEntityInformation(autotask, "TicketNotes")).access.create).not.toBe("none");
    const reader = await simulator.clientOf(simulator.userNamed("read-only@demo.example"));
    expect((await getEntityInformation(reader, "TicketNotes")).access.create).toBe("none");
  });

  test("is refused in words where it may not", async () => {
    const reader = await simulator.clientOf(simulator.userNamed("read-only@demo.example"));
    const ticketId = await simulator.openTicket();
    const note = createTicketNote(reader, { ticketId, title: "T", description: "D", noteType: 3, publish: 2 });
    expect(await failureOf(note)).toMatchObject({ code: "autotask.forbidden", effect: "none" });
    const nobody = await simulator.clientOf(simulator.userNamed("no-objects@demo.example"));
    expect(await failureOf(findTicket(nobody, ticketId))).toMatchObject({ code: "autotask.forbidden" });
  });
});

test("picklists and user-defined fields come from the tenant", async () => {
  expect(picklistOf(await getFields(autotask, "Tickets"), "status").map(({ value }) => value)).toEqual(expect.arrayContaining(["1", "5"]));
  expect(picklistOf(await getFields(autotask, "TicketNotes"), "publish").length).toBeGreaterThan(1);
  expect((await getUserDefinedFields(autotask, "Tickets")).every(({ name }) => name !== "")).toBe(true);
  expect((await webhooks.getWebhookFieldIds(autotask)).get("TicketNumber")).toBeGreaterThan(0);
});

test("contact, company and resource read as they are", async () => {
  const contacts = (await simulator.control("rows/Contacts", undefined, "GET")) as { companyID: number }[];
  const companyId = contacts.find(({ companyID }) => companyID > 0)?.companyID ?? 0;
  const [contact] = (await queryContactsByCompany(autotask, { companyId })).items;
  expect(await getContact(autotask, contact?.id ?? 0)).toMatchObject({ companyId, emailAddress: contact?.emailAddress, isActive: true });
  expect((await getCompany(autotask, companyId)).name).not.toBe("");
  expect(await findContact(autotask, 999_999_999)).toBeNull();
  const rows = (await simulator.control("rows/Resources", undefined, "GET")) as {
    id: number;
    userName: string;
    email: string;
    licenseType: number;
  }[];
  const technician = rows.find(({ licenseType }) => licenseType !== 7);
  expect(await getResource(autotask, technician?.id ?? 0)).toMatchObject({ userName: technician?.userName, email: technician?.email });
  expect(await findResourceByUserName(autotask, technician?.userName.toUpperCase() ?? "")).toMatchObject({ id: technician?.id });
  expect(await findResourceByEmail(autotask, technician?.email ?? "")).toMatchObject({ id: technician?.id });
  expect(await findResourceByEmail(autotask, "nobody@example.com")).toBeNull();
});

test("a person's devices, places of their company and tickets before a moment read as they are, and nobody else's", async () => {
  const contactId = 29_683_586;
  const devices = await queryDevicesOfContact(autotask, { contactId, pageSize: 50 });
  expect(devices).toMatchObject({ complete: true, items: [{ contactId, hostname: "BROT-NB-0417", serialNumber: "5CG2381XKQ" }] });
  const places = await queryCompanyLocations(autotask, { companyId: 174, pageSize: 100 });
  expect(places.items.map(({ city, isActive }) => `${city} ${isActive}`)).toEqual(["Bad Schwartau true", "Lübeck true"]);
  const { companyLocationId } = await getContact(autotask, contactId);
  expect(places.items.find(({ id }) => id === companyLocationId)).toMatchObject({ city: "Lübeck" });

  const ticket = (of: number) => simulator.control("tickets", { contactId: of }) as Promise<{ id: number }>;
  const [own] = [await ticket(contactId), await ticket(29_683_587)];
  const createdSince = new Date(Date.now() - 3_600_000);
  const until = (createdBefore: Date) => queryTicketsOfContact(autotask, { contactId, createdSince, createdBefore, pageSize: 500 });
  expect(await until(new Date(Date.now() + 3_600_000))).toMatchObject({
    complete: true,
    items: [{ id: own?.id, createdAt: expect.any(Date), monitorId: null }],
  });
  expect((await until(new Date(Date.now() - 60_000))).items).toEqual([]);
  const nobody = await simulator.clientOf(simulator.userNamed("no-objects@demo.example"));
  expect(await failureOf(queryDevicesOfContact(nobody, { contactId, pageSize: 50 }))).toMatchObject({ code: "autotask.forbidden" });
});

describe("a ticket", () => {
  test("is read, found again by time, changed and noted", async () => {
    const id = await simulator.openTicket();
    const ticket = await getTicket(autotask, id);
    expect(ticket).toMatchObject({ id, title: "Password reset", createDate: expect.any(Date) });
    const since = new Date((ticket.createDate?.getTime() ?? 0) - 1_000);
    expect((await queryTickets(autotask, { createdSince: since })).items.map((each) => each.id)).toContain(id);
    expect((await queryTickets(autotask, { createdSince: since, afterId: id })).items).toEqual([]);

    await patchTicket(autotask, { id, status: 5, resolution: "Proven by e-mail code" });
    expect(await getTicket(autotask, id)).toMatchObject({ status: 5, resolution: "Proven by e-mail code", title: "Password reset" });
    expect(await failureOf(patchTicket(autotask, { id, status: 987 }))).toMatchObject({
      code: "autotask.picklist_value_missing",
      effect: "none",
    });

    const noteType = Number(picklistOf(await getFields(autotask, "TicketNotes"), "noteType").find(({ isSystem }) => !isSystem)?.value ?? 3);
    const noteId = await createTicketNote(autotask, { ticketId: id, title: "Passed", description: "receipt=ab12", noteType, publish: 2 });
    const found = await queryTicketNotes(autotask, { ticketId: id, createdSince: since, containing: "receipt=ab12" });
    expect(found).toMatchObject({
      complete: true,
      items: [{ id: noteId, ticketId: id, publish: 2, creatorResourceId: simulator.user.resourceId }],
    });
    expect((await queryTicketNotes(autotask, { ticketId: id, containing: "receipt=zz" })).items).toEqual([]);
  });

  test("has its user-defined field set and read back", async () => {
    const id = await simulator.openTicket();
    const field = (await getUserDefinedFields(autotask, "Tickets")).find(
      ({ type, isPickList, isReadOnly }) => type === "string" && !isPickList && !isReadOnly,
    );
    expect(field).toBeDefined();
    const name = field?.name ?? "";
    await patchTicket(autotask, { id, userDefinedFields: [{ name, value: "passed" }] });
    expect((await getTicket(autotask, id)).userDefinedFields).toContainEqual({ name, value: "passed" });
  });

  test("that is gone is null to find, not_found to get, and cannot be noted", async () => {
    const id = await simulator.openTicket();
    await simulator.control(`tickets/${id}`, undefined, "DELETE");
    expect(await findTicket(autotask, id)).toBeNull();
    expect(await failureOf(getTicket(autotask, id))).toMatchObject({ code: "autotask.not_found" });
    const note = createTicketNote(autotask, { ticketId: id, title: "T", description: "D", noteType: 3, publish: 2 });
    expect(await failureOf(note)).toMatchObject({ effect: "none", retry: { when: "never" } });
  });

  test("queries page through more than one page", async () => {
    for (let count = 0; count < 5; count += 1) await simulator.openTicket();
    const whole = await queryTickets(autotask, {});
    const paged = await queryTickets(autotask, { pageSize: 2, maxPages: 500 });
    expect(paged).toEqual(whole);
    expect(paged.items.length).toBeGreaterThan(4);
  });
});

describe("a webhook", () => {
  test("is registered, made ready, delivered with a signature that proves it, and deleted", async () => {
    const received: { body: Buffer; signature: string | undefined }[] = [];
    const receiver = await startStubHttp(({ bodyText, headers }, response) => {
      received.push({ body: Buffer.from(bodyText), signature: headers["x-hook-signature"] });
      response.end();
    });
    const settings = subscription(`http://${receiver.host}/hook`);
    const id = await webhooks.createTicketWebhook(autotask, settings);
    const registered = await webhooks.findTicketWebhook(autotask, id);
    expect(registered).toMatchObject({ isReady: false, name: settings.name, ownerResourceId: simulator.user.resourceId });

    const fields = await webhooks.getWebhookFieldIds(autotask);
    for (const name of ["TicketNumber", "Title"]) {
      await webhooks.addTicketWebhookField(autotask, {
        webhookId: id,
        fieldId: fields.get(name) ?? 0,
        isSubscribedField: true,
        isDisplayAlwaysField: true,
      });
    }
    await webhooks.addExcludedResource(autotask, { webhookId: id, resourceId: simulator.user.resourceId });
    expect(await webhooks.listTicketWebhookFields(autotask, id)).toHaveLength(2);
    expect(await webhooks.listExcludedResources(autotask, id)).toMatchObject([{ resourceId: simulator.user.resourceId }]);
    expect(await webhooks.findTicketWebhook(autotask, id)).toMatchObject({ isActive: true, isReady: true });
    expect((await webhooks.queryTicketWebhooks(autotask, "Countersign")).items).toMatchObject([{ id }]);
    expect((await webhooks.queryTicketWebhooks(autotask, "Somebody")).items).toEqual([]);

    const ticketId = await simulator.openTicket();
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1);
    const [delivery] = received;
    expect(isAuthentic(delivery?.body ?? Buffer.of(), delivery?.signature ?? null, settings.secretKey)).toBe(true);
    expect(parseWebhookPayload(delivery?.body ?? Buffer.of())).toMatchObject({
      readable: true,
      payload: { action: "Create", entityType: "Ticket", entityId: ticketId, eventTime: expect.any(Date) },
    });

    await webhooks.patchTicketWebhook(autotask, { id, isActive: false });
    expect(await webhooks.findTicketWebhook(autotask, id)).toMatchObject({ isActive: false });
    expect(await webhooks.deleteTicketWebhook(autotask, id)).toBe("deleted");
    expect(await webhooks.findTicketWebhook(autotask, id)).toBeNull();
    expect(await webhooks.deleteTicketWebhook(autotask, id)).toBe("gone");
    await receiver.close();
  });

  test("is refused by name without the right", async () => {
    const other = await simulator.clientOf(simulator.userNamed("no-webhook-right@demo.example"));
    const error = await failureOf(webhooks.createTicketWebhook(other, subscription("http://127.0.0.1:9/hook")));
    expect(error).toMatchObject({ code: "autotask.webhook_right_missing", effect: "none" });
  });

  test("is refused with words when one more is not allowed or it exists already", async () => {
    await webhooks.createTicketWebhook(autotask, subscription("http://127.0.0.1:9/hook"));
    const again = await failureOf(webhooks.createTicketWebhook(autotask, subscription("http://127.0.0.1:9/hook")));
    expect(again.code).toMatch(/^autotask\.(webhook_limit|duplicate_webhook)$/);
    const another = await failureOf(webhooks.createTicketWebhook(autotask, subscription("http://127.0.0.1:9/other")));
    expect(another.code).toBe("autotask.webhook_limit");
  });
});
