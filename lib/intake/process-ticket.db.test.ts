import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectTo } from "../testing/outcomes.ts";
import { type SimulatorProcess, startSimulatorProcess } from "../testing/simulator.ts";
import { jobRun, type TestDeps, testDeps } from "../testing/test-deps.ts";
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
const api = { source: { phone: 2, monitoring: 8 } };

async function openTicket(fields: Record<string, unknown> = {}): Promise<number> {
  const ticket = (await simulator.control("tickets", {
    contactId: contact,
    title: "MFA on a new phone",
    source: api.source.phone,
    ...fields,
  })) as { id: number };
  return ticket.id;
}

async function deliver(ticketId: number, sequence = 1) {
  const { id } = await deps.db.delivery.create({
    data: { ...place, eventKey: `${ticketId}|${sequence}`, autotaskTicketId: BigInt(ticketId), action: "Create", entityType: "Ticket" },
    select: { id: true },
  });
  const run = () => handleProcessDelivery(deps, jobRun(deps, { deliveryId: id }));
  await run();
  return { run, read: () => deps.db.delivery.findUniqueOrThrow({ where: { id } }) };
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

test("a ticket that Autotask refuses to give is told as failed, and not tried for ever", async () => {
  const ticketId = await openTicket();
  await simulator.control("levels/201", { access: { Tickets: { view: "None" } } }, "PATCH");
  const { read } = await deliver(ticketId);

  expect(await read()).toMatchObject({ fate: "failed", fateReason: "intake.autotask_refused" });
});

test.each<[string, Record<string, unknown>]>([
  ["added after the ticket", { createDate: "2099-01-01T00:00:00Z" }],
  [
    "added within the day before it, as Autotask itself does for an unknown sender",
    { createDate: new Date(Date.now() - 60_000).toISOString() },
  ],
  ["changed after the ticket", { lastModifiedDate: "2099-01-01T00:00:00Z" }],
])("a contact who was %s is not asked: the address may be the asker's own", async (_what, fields) => {
  const ticketId = await openTicket();
  await simulator.control(`rows/Contacts/${contact}`, { fields }, "PATCH");
  await deliver(ticketId);

  expect(await verificationsOf(ticketId)).toMatchObject([{ state: "not_possible", reason: "verification.contact_too_new" }]);
  const ofPlace = { verification: { connectionId: place.connectionId } };
  expect(await deps.db.challenge.count({ where: { ...ofPlace, NOT: { state: "unusable", destinationSealed: null } } })).toBe(0);
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
