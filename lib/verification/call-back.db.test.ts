import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { recordDestinations } from "../directory/destinations.ts";
import { handleTellCallWaits } from "../notification/tell-call-waits.handler.ts";
import { makeMember } from "../organization/testing.ts";
import { inTransaction } from "../platform/db/database.ts";
import { parsePhoneNumber } from "../platform/phone-number.ts";
import { readOverview } from "../reporting/overview.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket } from "../testing/factories.ts";
import { lookAtContacts } from "../testing/looking.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { findPlan } from "../write-back/plan-write-back.handler.ts";
import { recordCall } from "./call-back/record-call.ts";
import { showNumber } from "./call-back/show-number.ts";
import { searchVerifications } from "./for-members.ts";
import type { CallResult } from "./schema.ts";
import { startVerification } from "./start-verification.ts";
import type { Strength } from "./strength.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
afterEach(() => deps.setNow(new Date()));

type Made = { strengthAsked?: Strength; number?: string };

/** A verification of a person with a landline, and the technician who is to call. */
async function asked({ strengthAsked = "fair", number = "+49 40 5550110" }: Made = {}) {
  const { id: organizationId } = await makeOrganization(deps.db);
  const technician = await makeMember(deps.db, { organizationId, role: "technician", name: "Tomasz Wręczycki" });
  const { connection } = await makeConnection(deps, { organizationId });
  const ticket = await makeTicket(deps.db, { organizationId, connectionId: connection.id });
  const phones = [parsePhoneNumber(number, null)].flatMap((phone) => phone ?? []);
  const requester = { ...aRequester, phones };
  const verificationId = await inTransaction(deps.db, async (tx) => {
    await recordDestinations(tx, deps.secrets, { connection, requester, now: deps.now() });
    return startVerification(tx, deps.secrets, {
      ...{ organizationId, connectionId: connection.id, ticketId: ticket.id, run: "auto", strengthAsked, companyName: null },
      ...{ actor: { kind: "system" }, now: deps.now(), requester },
    });
  });
  const { id: challengeId } = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "call_back" } });
  const place = { organizationId, verificationId, challengeId };
  const show = (actor: Parameters<typeof showNumber>[1]["actor"] = technician) => showNumber(deps, { ...place, actor });
  const call = (result: CallResult, { lastDigits = "0110", actor = technician }: { lastDigits?: string; actor?: typeof technician } = {}) =>
    recordCall(deps, { ...place, actor, result, lastDigits });
  return { ...place, technician, show, call };
}

test("a call that nobody looks at is told to the technician of the ticket, once the time to look has passed", async () => {
  const { verificationId } = await asked();
  const told = (await queuedJobs(deps)).find(
    ({ name, payload }) => name === "notification.tell-call-waits" && Object(payload).verificationId === verificationId,
  );
  expect(told?.runAt.getTime()).toBeGreaterThan(deps.now().getTime() + 15_000);
  deps.mails.length = 0;
  await handleTellCallWaits(deps, jobRun(deps, { verificationId }));
  expect(deps.mails.map(({ to, subject }) => ({ to, subject }))).toEqual([
    { to: "tomasz@nordlicht.example", subject: "Zoë Škvorecká waits for a call about T20261124.0147" },
  ]);
  expect(deps.mails[0]?.text).not.toContain("5550110");
  await handleTellCallWaits(deps, jobRun(deps, { verificationId }));
  expect(new Set(deps.mails.map(({ id }) => id)).size).toBe(1);
});

test("a ticket that nobody has taken is told of to the organization's alert channels that are on", async () => {
  const { verificationId, organizationId } = await asked();
  await deps.db.ticket.updateMany({ where: { organizationId }, data: { technicianEmail: null } });
  const channel = { organizationId, kind: "mail" as const, name: "Desk", createdAt: deps.now() };
  await deps.db.alertChannel.createMany({
    data: [
      { ...channel, email: "desk@nordlicht.example" },
      { ...channel, email: "off@nordlicht.example", disabledAt: deps.now() },
      { ...channel, email: "gone@nordlicht.example", removedAt: deps.now() },
    ],
  });
  deps.mails.length = 0;
  await handleTellCallWaits(deps, jobRun(deps, { verificationId }));
  expect(deps.mails.map(({ to }) => to)).toEqual(["desk@nordlicht.example"]);
});

test("who has the number before them, and a call that is over, is told nothing", async () => {
  const shown = await asked();
  await shown.show();
  deps.mails.length = 0;
  await handleTellCallWaits(deps, jobRun(deps, { verificationId: shown.verificationId }));
  const over = await asked();
  await deps.db.verification.update({ where: { id: over.verificationId }, data: { state: "cancelled", settledAt: deps.now() } });
  await handleTellCallWaits(deps, jobRun(deps, { verificationId: over.verificationId }));
  expect(deps.mails).toEqual([]);
});

test("a call that waits stands on the overview with since when, and in the list of what needs a person, until it is made", async () => {
  const { organizationId, verificationId, show, call } = await asked();
  const needs = async () => (await readOverview(deps, organizationId)).needsPerson;
  expect(await needs()).toMatchObject([{ kind: "call", id: verificationId, requesterName: "Zoë Škvorecká", at: expect.any(String) }]);
  const listed = () => searchVerifications(deps, { organizationId, filter: { state: "needs_person", period: "all", limit: 10 } });
  expect(await listed()).toMatchObject({ total: 1, views: { needsPerson: 1 } });
  await show();
  wait(60);
  await call("confirmed");
  expect([await needs(), (await listed()).total]).toEqual([[], 0]);
});

const wait = (seconds: number) => deps.setNow(new Date(deps.now().getTime() + seconds * 1_000));
const verificationOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });
const challengeOf = (id: string) => deps.db.challenge.findUniqueOrThrow({ where: { id } });

test("a call to the number on file passes at fair, with who called and which number in timeline, note and audit", async () => {
  const { verificationId, challengeId, organizationId, show, call } = await asked();
  expect(await challengeOf(challengeId)).toMatchObject({ state: "waiting", destinationMasked: "+49 ··· ··10" });
  expect(await show()).toMatchObject({ number: "+49 40 5550110", dialUrl: "tel:+49405550110" });
  wait(60);
  expect(await call("confirmed")).toBe("proven");

  await lookAtContacts(deps);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "passed", strength: "fair", method: "call_back" });
  const events = await deps.db.verificationEvent.findMany({ where: { verificationId }, orderBy: { at: "asc" } });
  const by = { to: "+49 ··· ··10", by: "Tomasz Wręczycki" };
  expect(events).toMatchObject([
    { kind: "started" },
    { kind: "number_shown", details: by },
    { kind: "call_recorded", details: { ...by, result: "confirmed" } },
    { kind: "passed" },
  ]);
  const audit = await deps.db.auditEntry.findMany({ where: { organizationId }, orderBy: { sequence: "asc" } });
  expect(audit.map(({ action, actorName }) => [action, actorName])).toEqual([
    ["verification.started", null],
    ["verification.number_shown", "Tomasz Wręczycki"],
    ["verification.call_recorded", "Tomasz Wręczycki"],
    ["verification.settled", "Tomasz Wręczycki"],
  ]);
  const plan = await findPlan(deps.db, verificationId);
  const note = plan?.intents.find((intent) => intent.kind === "note");
  expect(note).toMatchObject({ text: expect.stringContaining("Called: +49 ··· ··10, by Tomasz Wręczycki") });
  expect(JSON.stringify([events, audit, plan], (_key, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(
    "5550110",
  );
});

test("who says on the phone that it was not them ends it as denied", async () => {
  const { verificationId, show, call } = await asked();
  await show();
  wait(60);
  expect(await call("denied")).toBe("denied");
  expect(await verificationOf(verificationId)).toMatchObject({ state: "denied", strength: null });
});

test("where nobody answers it stays open, and can be called again", async () => {
  const { verificationId, show, call } = await asked();
  await show();
  wait(60);
  expect(await call("no_answer")).toBe("no_answer");
  expect((await verificationOf(verificationId)).settledAt).toBeNull();
  expect(await call("confirmed")).toBe("proven");
});

test("nothing is sent to the person", async () => {
  await asked();
  expect((await queuedJobs(deps)).filter(({ name }) => name === "verification.send-challenge")).toEqual([]);
  expect(deps.mails).toEqual([]);
});

test.each<[what: string, secondsAfter: number | null, lastDigits: string, code: string]>([
  ["without having seen the number", null, "0110", "verification.number_not_shown"],
  ["in less time than a call takes", 14, "0110", "verification.call_too_short"],
  ["with the digits of another number, such as the caller's", 60, "5634", "verification.other_number"],
  ["long after the number was shown", 31 * 60, "0110", "verification.number_not_shown"],
  ["after its end", 61 * 60, "0110", "verification.method_not_offered"],
])("a call cannot be recorded %s", async (_what, secondsAfter, lastDigits, code) => {
  const { verificationId, show, call } = await asked();
  if (secondsAfter !== null) {
    await show();
    wait(secondsAfter);
  }
  await expect(call("confirmed", { lastDigits })).rejects.toMatchObject({ code });
  expect((await verificationOf(verificationId)).settledAt).toBeNull();
});

test("only the member who saw the number records the call", async () => {
  const { verificationId, organizationId, show, call } = await asked();
  const other = await makeMember(deps.db, { organizationId, role: "technician", name: "Seun Adebayo" });
  await show();
  wait(60);
  await expect(call("confirmed", { actor: other })).rejects.toMatchObject({ code: "verification.number_not_shown" });
  expect((await verificationOf(verificationId)).settledAt).toBeNull();
});

test("a technician who is the contact sees no number and confirms nothing, whatever the case of the address", async () => {
  const { technician, show, call } = await asked();
  await deps.db.user.update({ where: { id: technician.userId }, data: { email: (aRequester.email ?? "").toUpperCase() } });
  await expect(show()).rejects.toMatchObject({ code: "verification.own_verification" });
  await expect(call("confirmed")).rejects.toMatchObject({ code: "verification.own_verification" });
});

test("an API key calls nobody", async () => {
  const { show } = await asked();
  await expect(show({ kind: "api_key", id: crypto.randomUUID(), name: "RMM" })).rejects.toMatchObject({
    code: "verification.person_needed",
  });
});

test("the call of one person's verification counts for no other, nor for another organization", async () => {
  const [one, other] = [await asked(), await asked()];
  await one.show();
  wait(60);
  const { technician: actor, organizationId } = one;
  const record = (place: { organizationId: string; verificationId: string; challengeId: string }) =>
    recordCall(deps, { ...place, actor, result: "confirmed", lastDigits: "0110" });
  const { challengeId } = one;
  await expect(record({ organizationId, challengeId, verificationId: other.verificationId })).rejects.toMatchObject({
    code: "verification.not_found",
  });
  await expect(record({ organizationId, challengeId: other.challengeId, verificationId: other.verificationId })).rejects.toMatchObject({
    code: "verification.not_found",
  });
});

test("showing the number puts the call in place of a code that is open, whose code is dead then", async () => {
  const { verificationId, challengeId, show } = await asked({ strengthAsked: "weak" });
  expect(await verificationOf(verificationId)).toMatchObject({ method: "email_code" });
  await show();
  expect(await verificationOf(verificationId)).toMatchObject({ method: "call_back" });
  expect(await challengeOf(challengeId)).toMatchObject({ state: "waiting" });
});

test("a call and nothing else does not reach good", async () => {
  const { verificationId } = await asked({ strengthAsked: "good" });
  expect(await verificationOf(verificationId)).toMatchObject({ state: "not_possible", reason: "verification.not_strong_enough" });
});
