import { afterAll, beforeAll, expect, test } from "vitest";
import { hours, later } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { actor, connectedTo, openStage, type SimulatedTenant, type Stage } from "../../testing/connecting.ts";
import { aRequester, makeTicket } from "../../testing/factories.ts";
import { jobRun } from "../../testing/test-deps.ts";
import { startVerification } from "../start-verification.ts";
import { fitsFacts, storedFactMacs } from "./fact-macs.ts";
import { saveQuestionSettings } from "./question-settings.ts";
import { handleReadQuestionFacts } from "./read-facts.handler.ts";
import type { QuestionId } from "./schema.ts";
import { spellingsOf } from "./spellings.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** A contact of the simulator's tenants, with a device, whose company is in Portland. */
const grace = { ...aRequester, contactId: 29_683_586, companyId: 174 };

/** A connection to a tenant where the contact asked for something 12 days ago, and an open verification with its ticket there. */
async function asked() {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  await saveQuestionSettings(stage, { ...place, actor, settings: { isOn: true, pointsEach: 3, minimum: 2 } });
  const opened = async (daysAgo: number) => {
    const { id } = (await stage.simulator.control("tickets", { tenant: tenant.key, contactId: grace.contactId })) as { id: number };
    const createDate = later(new Date(), -hours(24) * daysAgo).toISOString();
    await stage.simulator.control(`rows/Tickets/${id}`, { tenant: tenant.key, fields: { createDate } }, "PATCH");
    return id;
  };
  await opened(12);
  const ticketId = await opened(0);
  const { organizationId, connectionId } = place;
  const ticket = await makeTicket(stage.db, { organizationId, connectionId });
  await stage.db.ticket.update({ where: { id: ticket.id }, data: { autotaskId: BigInt(ticketId) } });
  const verificationId = await inTransaction(stage.db, (tx) =>
    startVerification(tx, stage.secrets, {
      ...{ organizationId, connectionId, ticketId: ticket.id, run: "auto", strengthAsked: "weak" },
      ...{ actor: { kind: "system" }, now: stage.now(), requester: grace, companyName: null },
    }),
  );
  return { tenant, connectionId, verificationId };
}

const read = (verificationId: string, attempt = 1) => handleReadQuestionFacts(stage, { ...jobRun(stage, { verificationId }), attempt });
const roundOf = (verificationId: string) => stage.db.questionRound.findUniqueOrThrow({ where: { verificationId } });
const stateOf = async (id: string) => (await stage.db.verification.findUniqueOrThrow({ where: { id } })).state;
const callsOf = async (tenant: SimulatedTenant) => (await stage.callsOf(tenant)).map(({ method, path }) => `${method} ${path}`);

async function fits(verificationId: string, question: QuestionId, answer: string): Promise<boolean> {
  const facts = storedFactMacs((await roundOf(verificationId)).facts);
  const spellings = question === "last_ticket" ? [answer] : spellingsOf(question, answer);
  return fitsFacts(stage.secrets, { verificationId, question, spellings, facts });
}

test("the last ticket before this one, the person's devices and their town are read, in five calls that change nothing", async () => {
  const { tenant, verificationId } = await asked();
  const before = (await callsOf(tenant)).length;

  await read(verificationId);

  expect((await callsOf(tenant)).slice(before).sort()).toEqual([
    "GET /V1.0/Contacts/29683586",
    // Which sources are a tool's; kept for a day.
    "GET /V1.0/Tickets/entityInformation/fields",
    "POST /V1.0/CompanyLocations/query",
    "POST /V1.0/ConfigurationItems/query",
    "POST /V1.0/Tickets/query",
  ]);
  expect(await roundOf(verificationId)).toMatchObject({ readAt: expect.any(Date), outcome: null });
  expect(await fits(verificationId, "last_ticket", "month")).toBe(true);
  expect(await fits(verificationId, "last_ticket", "week")).toBe(false);
  expect(await fits(verificationId, "device", "casco-pc-07")).toBe(true);
  expect(await fits(verificationId, "device", "mxl9431k2p")).toBe(true);
  // Of the other person there.
  expect(await fits(verificationId, "device", "casco-lt-12")).toBe(false);
  expect(await fits(verificationId, "town", "portland")).toBe(true);
});

test("a ticket that a tool opened, and one that we opened, is no request of the person", async () => {
  const { tenant, connectionId, verificationId } = await asked();
  const { apiResourceId } = await stage.db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  const created = async (fields: Record<string, unknown>) => {
    const { id } = (await stage.simulator.control("tickets", { tenant: tenant.key, contactId: grace.contactId })) as { id: number };
    const createDate = later(new Date(), -hours(24) * 2).toISOString();
    await stage.simulator.control(`rows/Tickets/${id}`, { tenant: tenant.key, fields: { createDate, ...fields } }, "PATCH");
  };
  await created({ monitorID: 5 });
  await created({ source: 8 });
  await created({ creatorResourceID: Number(apiResourceId) });

  await read(verificationId);

  expect(await fits(verificationId, "last_ticket", "week")).toBe(false);
  expect(await fits(verificationId, "last_ticket", "month")).toBe(true);
});

test("read once: a job that runs twice, or after the end, calls nobody", async () => {
  const { tenant, verificationId } = await asked();
  await read(verificationId);
  const before = (await callsOf(tenant)).length;
  await read(verificationId);
  await stage.db.questionRound.update({ where: { verificationId }, data: { outcome: "matched", readAt: null } });
  await read(verificationId);
  expect(await callsOf(tenant)).toHaveLength(before);
});

test("a right that is missing leaves its question out, and nothing else: no trouble of the connection, no delay", async () => {
  const { tenant, connectionId, verificationId } = await asked();
  await stage.changeLevel(tenant, { access: { ConfigurationItems: { view: "None" } } });

  await read(verificationId);

  expect(Object.keys(storedFactMacs((await roundOf(verificationId)).facts)).sort()).toEqual(["last_ticket", "town"]);
  const { lastErrorCode, state } = await stage.db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  expect({ lastErrorCode, state }).toEqual({ lastErrorCode: null, state: "connected" });
  expect(await stage.db.incident.count({ where: { connectionId } })).toBe(0);
});

test.each<[string, (made: Awaited<ReturnType<typeof asked>>) => Promise<unknown>]>([
  ["the contact cannot be read", ({ tenant }) => stage.changeLevel(tenant, { access: { Contacts: { view: "None" } } })],
  ["Autotask does not answer", ({ tenant }) => stage.fault(tenant, { kind: "reset", collection: "Contacts", count: 10 })],
  ["Autotask stops answering half-way", ({ tenant }) => stage.fault(tenant, { kind: "reset", collection: "CompanyLocations", count: 10 })],
  [
    "the connection is paused",
    ({ connectionId }) => stage.db.connection.update({ where: { id: connectionId }, data: { state: "paused" } }),
  ],
  [
    "the hour's calls are nearly used up",
    ({ connectionId }) =>
      stage.db.connection.update({
        where: { id: connectionId },
        data: { budgetLimit: 10_000, budgetUsed: 9_000, budgetReadAt: new Date(), budgetCountedCalls: 0 },
      }),
  ],
])("where %s it is not enough questions, and the verification goes on", async (_what, happens) => {
  const made = await asked();
  await happens(made);

  await read(made.verificationId, 3);

  expect(await roundOf(made.verificationId)).toMatchObject({
    outcome: "not_enough_questions",
    reason: "not_read",
    facts: null,
    readAt: null,
  });
  expect(await stateOf(made.verificationId)).toBe("pending");
  expect(await stage.db.challenge.count({ where: { verificationId: made.verificationId, state: "waiting" } })).toBe(1);
  const events = await stage.db.verificationEvent.findMany({ where: { verificationId: made.verificationId, kind: "questions_judged" } });
  expect(events.map(({ details }) => details)).toEqual([{ outcome: "not_enough_questions", reason: "not_read" }]);
});
