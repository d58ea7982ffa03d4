import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recheckRights } from "../connection/watch/recheck-rights.ts";
import { processDelivery } from "../jobs/catalog.ts";
import { connectTo } from "../testing/outcomes.ts";
import { type SimulatorProcess, startSimulatorProcess } from "../testing/simulator.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { handleProcessDelivery } from "./process-delivery.handler.ts";

// Tickets as the simulator has them, from the delivery's job on.

let deps: TestDeps;
let simulator: SimulatorProcess;
let place: { organizationId: string; connectionId: string };
beforeAll(async () => {
  [deps, simulator] = [await testDeps(), await startSimulatorProcess()];
  Object.assign(deps, { autotask: { ...deps.autotask, allowedHosts: [simulator.host] } });
});
afterAll(async () => {
  await simulator.close();
  await deps.close();
});
beforeEach(async () => {
  await simulator.control("reset", {});
  await deps.db.connection.updateMany({ data: { state: "disconnected" } });
  const { id: connectionId, organizationId } = await connectTo(deps, simulator);
  place = { connectionId, organizationId };
});

const contact = 29683586;
const api = { source: { phone: 2, email: 4, monitoring: 8 } };

async function openTicket(fields: Record<string, unknown> = {}): Promise<number> {
  const ticket = (await simulator.control("tickets", {
    contactId: contact,
    title: "MFA on a new phone",
    source: api.source.phone,
    ...fields,
  })) as { id: number };
  return ticket.id;
}

async function deliver(ticketId: number, sequence = 1, fields: Partial<{ fateReason: string; receivedAt: Date }> = {}) {
  const { id } = await deps.db.delivery.create({
    data: {
      ...place,
      eventKey: `${ticketId}|${sequence}`,
      autotaskTicketId: BigInt(ticketId),
      action: "Create",
      entityType: "Ticket",
      ...fields,
    },
    select: { id: true },
  });
  const run = () => handleProcessDelivery(deps, jobRun(deps, { deliveryId: id }));
  await run();
  return { id, run, read: () => deps.db.delivery.findUniqueOrThrow({ where: { id } }) };
}

const verificationsOf = (ticketId: number) =>
  deps.db.verification.findMany({ where: { connectionId: place.connectionId, ticket: { autotaskId: BigInt(ticketId) } } });
const decisionOf = (ticketId: number) =>
  deps.db.decision.findFirst({ where: { connectionId: place.connectionId, ticket: { autotaskId: BigInt(ticketId) } } });

test("a new ticket of a person is verified, with the requester and the reason from Autotask's records", async () => {
  const ticketId = await openTicket();
  const { read } = await deliver(ticketId);

  expect(await read()).toMatchObject({ fate: "verification_started", fateReason: null });
  expect(await verificationsOf(ticketId)).toMatchObject([
    { state: "pending", requesterContactId: BigInt(contact), requesterName: "Björn-Åke Sjöström", method: "email_code" },
  ]);
  expect(await decisionOf(ticketId)).toMatchObject({ verify: true, reason: "policy.new_ticket_of_a_person" });
});

test("ten deliveries of one ticket, run at once, ask its requester once", async () => {
  const ticketId = await openTicket();
  await Promise.all(Array.from({ length: 10 }, (_, index) => deliver(ticketId, index).catch(() => null)));

  expect(await verificationsOf(ticketId)).toHaveLength(1);
  expect(
    await deps.db.challenge.count({
      where: { state: "waiting", verification: { connectionId: place.connectionId, ticket: { autotaskId: BigInt(ticketId) } } },
    }),
  ).toBe(1);
});

test.each<[string, Record<string, unknown>, string]>([
  ["from a monitoring source", { source: api.source.monitoring }, "policy.monitoring_source"],
  ["of a monitor", { fields: { rmmAlertID: "alert-7" } }, "policy.monitoring_source"],
  ["without a contact", { contactId: null, fields: { companyID: 174 } }, "policy.no_contact"],
])("a ticket %s is not verified, and the log says why", async (_what, fields, reason) => {
  const ticketId = await openTicket(fields);
  const { read } = await deliver(ticketId);

  expect(await read()).toMatchObject({ fate: "not_verified", fateReason: reason });
  expect(await decisionOf(ticketId)).toMatchObject({ verify: false, reason });
  expect(await verificationsOf(ticketId)).toEqual([]);
});

test("a contact who was made inactive after the ticket is not asked", async () => {
  const ticketId = await openTicket();
  await simulator.control(`rows/Contacts/${contact}`, { fields: { isActive: 0 } }, "PATCH");
  const { read } = await deliver(ticketId);

  expect(await read()).toMatchObject({ fate: "not_verified", fateReason: "policy.contact_inactive" });
});

test("a ticket without a contact is asked of the contact that the connection names", async () => {
  await deps.db.connection.update({
    where: { id: place.connectionId },
    data: { options: { defaultCompanyId: 174, defaultContactId: contact } },
  });
  const ticketId = await openTicket({ contactId: null, fields: { companyID: 174 } });
  await deliver(ticketId);

  expect(await verificationsOf(ticketId)).toMatchObject([{ requesterContactId: BigInt(contact), requesterSource: "default_contact" }]);
});

test("a ticket that is gone is ignored, and says so", async () => {
  const { read } = await deliver(99_999_999);
  expect(await read()).toMatchObject({ fate: "ignored", fateReason: "intake.ticket_gone" });
});

test("a ticket that cannot be read for want of a right waits, the right is told of, and its return has the ticket verified", async () => {
  const ticketId = await openTicket();
  await simulator.control("levels/201", { access: { Tickets: { view: "None" } } }, "PATCH");
  const { id, read, run } = await deliver(ticketId);

  expect(await read()).toMatchObject({ fate: "accepted", fateReason: "intake.right_missing", processedAt: null });
  const incident = { connectionId: place.connectionId, kind: "permissions" as const, closedAt: null };
  expect(await deps.db.incident.count({ where: incident })).toBe(1);

  await simulator.control("levels/201", { access: { Tickets: { view: "All" } } }, "PATCH");
  await recheckRights(deps, { connectionId: place.connectionId, force: true });
  expect(await deps.db.incident.count({ where: incident })).toBe(0);
  const queued = (await queuedJobs(deps)).filter(
    ({ name, payload }) => name === processDelivery.name && JSON.stringify(payload).includes(id),
  );
  expect(queued).toHaveLength(1);
  await run();
  expect(await verificationsOf(ticketId)).toHaveLength(1);
});

test("a delivery that waited for a right for a day asks nobody any more", async () => {
  const ticketId = await openTicket();
  const { read } = await deliver(ticketId, 1, { fateReason: "intake.right_missing", receivedAt: new Date(Date.now() - 25 * 3_600_000) });
  expect(await read()).toMatchObject({ fate: "not_verified", fateReason: "intake.right_came_too_late" });
});

const daysAgo = (count: number) => new Date(Date.now() - count * 24 * 3_600_000).toISOString();
const momentAgo = new Date(Date.now() - 1_000).toISOString();

test.each<[string, Record<string, unknown>]>([
  ["added after the ticket", { createDate: "2099-01-01T00:00:00Z" }],
  [
    "added within the day before it, as Autotask itself does for an unknown sender",
    { createDate: new Date(Date.now() - 60_000).toISOString() },
  ],
  ["added within 14 days before it", { createDate: daysAgo(13) }],
  ["changed after the ticket", { lastModifiedDate: "2099-01-01T00:00:00Z" }],
  ["given a number a moment before the ticket", { mobilePhone: "+46 70 555 4199", lastModifiedDate: momentAgo }],
  ["changed within 14 days before the ticket", { lastModifiedDate: daysAgo(13) }],
])("a contact who was %s is not asked: the address may be the asker's own", async (_what, fields) => {
  const ticketId = await openTicket();
  await simulator.control(`rows/Contacts/${contact}`, { fields }, "PATCH");
  await deliver(ticketId);

  expect(await verificationsOf(ticketId)).toMatchObject([{ state: "not_possible", reason: "verification.contact_too_new" }]);
  const ofPlace = { verification: { connectionId: place.connectionId } };
  expect(await deps.db.challenge.count({ where: { ...ofPlace, NOT: { state: "unusable", destinationSealed: null } } })).toBe(0);
});

const changeContact = (fields: Record<string, unknown>, id = contact) =>
  simulator.control(`rows/Contacts/${id}`, { fields: { lastModifiedDate: "2026-01-01T00:00:00Z", ...fields } }, "PATCH");
const offersOf = async (ticketId: number) =>
  Object.fromEntries(
    (
      await deps.db.challenge.findMany({
        where: { verification: { connectionId: place.connectionId, ticket: { autotaskId: BigInt(ticketId) } } },
        select: { method: true, state: true, reason: true },
      })
    ).map(({ method, state, reason }) => [method, reason ?? state]),
  );
const noGateway = { sms_code: "verification.no_sms_gateway" };

test("a ticket that came by e-mail from its contact sends nothing there: they are called", async () => {
  const ticketId = await openTicket({ source: api.source.email });
  await deliver(ticketId);

  expect(await offersOf(ticketId)).toMatchObject({ email_code: "verification.same_channel", call_back: "waiting", ...noGateway });
  expect(await verificationsOf(ticketId)).toMatchObject([{ state: "pending", method: "call_back" }]);
});

test("a mail of somebody else for the contact came from another mailbox, so the contact's own may be asked", async () => {
  const ticketId = await openTicket({ source: api.source.email, fields: { createdByContactID: 29683587 } });
  await deliver(ticketId);

  expect(await offersOf(ticketId)).toMatchObject({ email_code: "waiting" });
});

test("a mobile number that was changed in Autotask between two tickets is not called, nor one that was changed back", async () => {
  await changeContact({ phone: null, mobilePhone: "+46 70 555 4183" });
  await deliver(await openTicket());
  await changeContact({ phone: null, mobilePhone: "+46 70 555 4199" });
  const changed = await openTicket();
  await deliver(changed);
  await changeContact({ phone: null, mobilePhone: "+46 70 555 4183" });
  const changedBack = await openTicket();
  await deliver(changedBack);

  const offers = { email_code: "waiting", call_back: "verification.destination_changed", ...noGateway };
  expect(await offersOf(changed)).toMatchObject(offers);
  expect(await offersOf(changedBack)).toMatchObject(offers);
});

test("an edit of the record that left the address alone does not stop the next code", async () => {
  await deliver(await openTicket());
  const ticketId = await openTicket();
  await changeContact({ title: "Head of ovens", lastModifiedDate: "2099-01-01T00:00:00Z" });
  await deliver(ticketId);

  expect(await offersOf(ticketId)).toMatchObject({ email_code: "waiting" });
});

test("an edit before a second ticket stops nobody whose address we read before it, at the first reading of a record that was old then", async () => {
  await deliver(await openTicket());
  await changeContact({ title: "Head of ovens", lastModifiedDate: momentAgo });
  const ticketId = await openTicket();
  await deliver(ticketId);

  expect(await offersOf(ticketId)).toMatchObject({ email_code: "waiting" });
});

test("a change is held for as many days as the organization set", async () => {
  await changeContact({ lastModifiedDate: daysAgo(20) });
  const first = await openTicket();
  await deliver(first);
  expect(await offersOf(first)).toMatchObject({ email_code: "waiting" });

  const { organizationId } = place;
  const limits = {
    ...((await deps.db.verificationSetting.findUnique({ where: { organizationId } }))?.limits as object),
    freshChangeDays: 30,
  };
  const saved = { limits, savedAt: new Date() };
  await deps.db.verificationSetting.upsert({ where: { organizationId }, create: { organizationId, ...saved }, update: saved });
  const second = await openTicket();
  await deliver(second);
  expect(await offersOf(second)).toMatchObject({ email_code: "verification.contact_too_new" });
});

test("an approver whose record was changed before our first reading is not asked; one whom we knew before an edit is", async () => {
  const approver = 29683587;
  await deps.db.companyApprover.create({
    data: {
      ...{ ...place, companyId: 174n, companyName: "Brot", contactId: BigInt(approver), contactName: "Miguel Ibáñez" },
      createdAt: deps.now(),
    },
  });
  const offered = async () => {
    const ticketId = await openTicket();
    await deliver(ticketId);
    return (await offersOf(ticketId)).approver;
  };
  expect(await offered()).toBe("offered");
  await changeContact({ title: "Partner", lastModifiedDate: momentAgo }, approver);
  expect(await offered()).toBe("offered");
  await changeContact({ emailAddress: "mallory@evil.example" }, approver);
  expect(await offered()).toBe("verification.no_approver");
  // As if we had never read them.
  await deps.db.knownContact.deleteMany({ where: { connectionId: place.connectionId, contactId: BigInt(approver) } });
  await changeContact({ emailAddress: "mallory@evil.example", lastModifiedDate: momentAgo }, approver);
  expect(await offered()).toBe("verification.no_approver");
  await deps.db.knownContact.deleteMany({ where: { connectionId: place.connectionId, contactId: BigInt(approver) } });
  await changeContact({ lastModifiedDate: daysAgo(15) }, approver);
  expect(await offered()).toBe("offered");
});

test("the second of two contacts with one mailbox is not asked there", async () => {
  await deliver(await openTicket());
  const twin = 29683587;
  await changeContact({ emailAddress: "bjorn-ake.sjostrom@brot.example" }, twin);
  const ticketId = await openTicket({ contactId: twin });
  await deliver(ticketId);

  expect(await offersOf(ticketId)).toMatchObject({ email_code: "verification.shared_destination" });
});

test("a new ticket has to prove what is asked of its company, and the decision and the verification say so", async () => {
  const setting = { organizationId: place.organizationId, connectionId: place.connectionId, setAt: deps.now() };
  await deps.db.strengthSetting.createMany({
    data: [
      { ...setting, strength: "fair" },
      { ...setting, strength: "good", companyId: 174n, companyName: "Brot" },
    ],
  });
  const ticketId = await openTicket();
  await deliver(ticketId);
  expect(await verificationsOf(ticketId)).toMatchObject([{ strengthAsked: "good" }]);
  expect(await decisionOf(ticketId)).toMatchObject({ verify: true, strength: "good" });
});

const changeCompany = (fields: object) => simulator.control("rows/Companies/174", { fields }, "PATCH");

test("a national number is read with the country of the contact's company, whatever the organization set", async () => {
  await deps.db.phoneSetting.create({ data: { organizationId: place.organizationId, region: "DE" } });
  await changeCompany({ countryID: 177 });
  await changeContact({ phone: null, mobilePhone: "512 345 678" });
  const ticketId = await openTicket();
  await deliver(ticketId);
  expect(await offersOf(ticketId)).toMatchObject({ call_back: "offered" });
  const { destinationMasked } = await deps.db.challenge.findFirstOrThrow({
    where: { method: "call_back", verification: { connectionId: place.connectionId } },
  });
  expect(destinationMasked).toBe("+48 ··· ··78");
});

test("a user who may not read Autotask's countries has the organization's meant", async () => {
  await deps.db.phoneSetting.create({ data: { organizationId: place.organizationId, region: "SE" } });
  await simulator.control("faults", { kind: "status", status: 500, collection: "Countries", text: noRight });
  await changeContact({ phone: null, mobilePhone: "070-555 41 83" });
  const ticketId = await openTicket();
  await deliver(ticketId);
  expect(await offersOf(ticketId)).toMatchObject({ call_back: "offered" });
});

/** As Autotask words it (observed). */
const noRight = "The logged in Resource does not have the adequate permissions to query this entity type.";

test("a national number of a company without a country is read with the one that the organization set", async () => {
  await changeCompany({ countryID: null });
  await changeContact({ phone: null, mobilePhone: "070-555 41 83" });
  const before = await openTicket();
  await deliver(before);
  expect(await offersOf(before)).toMatchObject({ call_back: "verification.no_phone" });

  await deps.db.phoneSetting.create({ data: { organizationId: place.organizationId, region: "SE" } });
  await changeContact({ phone: null, mobilePhone: "070-555 41 83" }, 29683587);
  const after = await openTicket({ contactId: 29683587 });
  await deliver(after);
  expect(await offersOf(after)).toMatchObject({ call_back: "offered" });
});

test("a refusal in words that nobody knows is asked about again before it is believed", async () => {
  const ticketId = await openTicket();
  await simulator.control("faults", { kind: "status", status: 500, text: "Ouch", collection: "Tickets", count: 1 });
  await expect(deliver(ticketId)).rejects.toMatchObject({ retry: { when: "backoff" } });

  const delivery = await deps.db.delivery.findFirstOrThrow({ where: { connectionId: place.connectionId } });
  await handleProcessDelivery(deps, jobRun(deps, { deliveryId: delivery.id }));
  expect(await verificationsOf(ticketId)).toHaveLength(1);
});

test("an Autotask that is away leaves the delivery for the next run", async () => {
  const ticketId = await openTicket();
  await simulator.control("faults", { kind: "status", status: 503, collection: "Tickets", count: 1 });
  await expect(deliver(ticketId)).rejects.toMatchObject({ retry: { when: "backoff" } });

  const delivery = await deps.db.delivery.findFirstOrThrow({
    where: { connectionId: place.connectionId, autotaskTicketId: BigInt(ticketId) },
  });
  expect(delivery).toMatchObject({ fate: "accepted", processedAt: null });
  await handleProcessDelivery(deps, jobRun(deps, { deliveryId: delivery.id }));
  expect(await verificationsOf(ticketId)).toHaveLength(1);
});
