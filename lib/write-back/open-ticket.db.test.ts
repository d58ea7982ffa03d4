import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withAutotask } from "../connection/autotask-for.ts";
import { readTicket, saveTicket } from "../directory/read-ticket.ts";
import { later, minutes, seconds } from "../platform/clock.ts";
import { inTransaction } from "../platform/db/database.ts";
import { connectTo, ticketsOf } from "../testing/outcomes.ts";
import { type SimulatorProcess, startSimulatorProcess } from "../testing/simulator.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { handleBeginVerification } from "../verification/begin-verification.handler.ts";
import { startForCaller } from "../verification/callers/start-for-caller.ts";
import { cancelForMember } from "../verification/for-members.ts";
import { deliverWith, handleDeliverWriteBack } from "./deliver-write-back.handler.ts";
import { handlePlanWriteBack } from "./plan-write-back.handler.ts";
import { writeBackTiming } from "./timing.ts";

let base: TestDeps;
let deps: TestDeps;
let simulator: SimulatorProcess;
const start = new Date();

beforeAll(async () => {
  [base, simulator] = await Promise.all([testDeps(), startSimulatorProcess()]);
  deps = {
    ...base,
    autotask: { zoneLookupUrl: new URL("/ATServicesRest/V1.0/zoneInformation", simulator.url), allowedHosts: [simulator.host] },
  };
});
afterAll(async () => {
  await Promise.all([base.close(), simulator.close()]);
});
beforeEach(async () => {
  await simulator.control("reset", {});
  base.setNow(start);
});

const minh = 29_683_591;
const actor = { kind: "member", id: crypto.randomUUID(), name: "Tomasz" } as const;

/** A call of one contact that has its outcome, with what it changes in Autotask planned. */
async function call({ openTicket = true, createTickets = true } = {}) {
  const connection = await connectTo(deps, simulator, { capabilities: { ...allOn, createTickets: true } });
  const place = { organizationId: connection.organizationId, connectionId: connection.id };
  const asked = { reason: "Account locked", strength: "weak", contactId: minh, openTicket } as const;
  const verificationId = await startForCaller(deps, { ...place, ...asked, actor });
  await handleBeginVerification(deps, jobRun(deps, { verificationId }));
  await cancelForMember(deps, { organizationId: place.organizationId, verificationId, actor });
  const capabilities = { ...allOn, createTickets };
  await deps.db.connection.update({ where: { id: connection.id }, data: { options: { ...Object(connection.options), capabilities } } });
  const plan = () => handlePlanWriteBack(deps, jobRun(deps, { verificationId }));
  await plan();
  const rows = () => deps.db.writeBack.findMany({ where: { verificationId }, orderBy: { kind: "asc" } });
  const deliver = async (kind: string, handler = handleDeliverWriteBack) => {
    const row = (await rows()).find((each) => each.kind === kind);
    await handler(deps, jobRun(deps, { writeBackId: row?.id ?? "" }));
  };
  const ticket = async () =>
    (await deps.db.verification.findUniqueOrThrow({ where: { id: verificationId }, include: { ticket: true } })).ticket;
  return { connection, verificationId, plan, rows, deliver, ticket };
}

const allOn = {
  ...{ verifyNewTickets: true, writeNote: true, writeUdf: true, setStatus: true, setResolution: true, raisePriority: false },
  ...{ createTickets: false, logTime: false, syncDirectory: false },
};

type Opened = { id: number; title: string; ticketNumber: string; description: string; companyID: number; contactID: number };
const opened = async () =>
  ((await simulator.control("tickets", undefined, "GET")) as Opened[]).filter(({ title }) => title === "Account locked");

/** The answer to the call that opens the ticket is lost, and not that to the look before it. */
const withFault = (kind: string) =>
  deliverWith({
    timing: writeBackTiming,
    beforeCall: async () => {
      await simulator.control("faults", { kind, collection: "Tickets", method: "POST", count: 1 });
    },
  });

test("a ticket is opened with the outcome, for the contact and without the outcome, and the note follows on it", async () => {
  const { rows, deliver, plan, ticket, verificationId } = await call();
  expect((await rows()).map(({ kind }) => kind)).toEqual(["ticket"]);
  await deliver("ticket");

  const [made, ...more] = await opened();
  expect(more).toEqual([]);
  expect(made).toMatchObject({ companyID: 176, contactID: minh });
  expect(made?.description).toMatch(/^Nguyễn Thị Minh Khai called: Account locked\. Tomasz took the call\.\nCall: CALL-\w{4}-\w{4}$/);
  expect(made?.description).not.toMatch(/cancel/i);
  expect(await ticket()).toMatchObject({ autotaskId: BigInt(made?.id ?? 0), number: made?.ticketNumber });

  expect(await queuedJobs(deps)).toContainEqual(expect.objectContaining({ name: "write-back.plan", payload: { verificationId } }));
  await plan();
  await deliver("note");
  expect(await ticketsOf(simulator).notes(made?.id ?? 0)).toHaveLength(1);
});

test("a worker that dies between Autotask's answer and our commit leaves one ticket, which is ours after the next look", async () => {
  const { deliver, rows, ticket } = await call();
  const dies = deliverWith({
    timing: writeBackTiming,
    afterCall: async () => {
      throw new Error("killed");
    },
  });
  await expect(deliver("ticket", dies)).rejects.toThrow("killed");
  expect(await ticket()).toMatchObject({ autotaskId: null });

  base.setNow(later(start, minutes(6)));
  await deliver("ticket");
  const [made, ...more] = await opened();
  expect(more).toEqual([]);
  expect(await ticket()).toMatchObject({ autotaskId: BigInt(made?.id ?? 0) });
  expect((await rows())[0]).toMatchObject({ state: "written", attempts: 1 });
});

test("a ticket whose answer was lost is found by the number of the call and not opened again", async () => {
  const { deliver, rows, ticket } = await call();
  await deliver("ticket", withFault("drop-after-write"));
  expect((await rows())[0]).toMatchObject({ state: "unconfirmed" });

  base.setNow(later(start, seconds(30)));
  await deliver("ticket");
  expect(await opened()).toHaveLength(1);
  expect((await rows())[0]).toMatchObject({ state: "written" });
  expect(await ticket()).toMatchObject({ autotaskId: expect.any(BigInt) });
});

test("one that Autotask may still be opening is not opened again before 5 min 15 s", async () => {
  const { deliver, rows } = await call();
  await deliver("ticket", withFault("reset"));
  base.setNow(later(start, minutes(5)));
  await deliver("ticket");
  expect(await opened()).toEqual([]);
  base.setNow(later(start, minutes(5) + seconds(16)));
  await deliver("ticket");
  expect(await opened()).toHaveLength(1);
  expect((await rows())[0]).toMatchObject({ state: "written", attempts: 2 });
});

test("a delivery of the new ticket that is first has its row, and the call moves there", async () => {
  const { deliver, ticket, connection } = await call();
  const before = await ticket();
  const dies = deliverWith({
    timing: writeBackTiming,
    afterCall: async () => {
      const [made] = await opened();
      const reading = await withAutotask(deps, connection.id, (autotask, live) =>
        readTicket({ db: deps.db, now: deps.now, autotask, connection: live }, { autotaskId: made?.id ?? 0, defaultContactId: null }),
      );
      if (!reading) throw new Error("The ticket is not there");
      await inTransaction(deps.db, (tx) => saveTicket(tx, deps.secrets, { connection, reading, now: deps.now() }));
    },
  });
  await deliver("ticket", dies);
  expect((await ticket()).id).not.toBe(before.id);
  expect(await ticket()).toMatchObject({ autotaskId: BigInt((await opened())[0]?.id ?? 0) });
  expect(await deps.db.ticket.count({ where: { id: before.id } })).toBe(0);
});

test.each([
  ["nobody asked for a ticket", { openTicket: false }],
  ["the switch was turned off meanwhile", { createTickets: false }],
])("nothing is written where %s", async (_why, options) => {
  const { rows } = await call(options);
  expect(await rows()).toEqual([]);
});

test("a refusal is told, with what Autotask said, and can be tried again", async () => {
  const { deliver, rows } = await call();
  await simulator.control("behaviour", { requiredTicketFields: ["billingCodeID"] }, "PATCH");
  await deliver("ticket");
  expect((await rows())[0]).toMatchObject({ state: "refused", errorAnswer: expect.stringContaining("billingCodeID") });
});
