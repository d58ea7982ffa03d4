import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { capabilitiesSchema } from "../connection/capabilities.ts";
import type { ConnectionOptions } from "../connection/schema.ts";
import { later, minutes, seconds } from "../platform/clock.ts";
import { ConflictError } from "../platform/errors.ts";
import { connectTo, makeOutcome, tenantIds, ticketsOf } from "../testing/outcomes.ts";
import { type SimulatorProcess, startSimulatorProcess } from "../testing/simulator.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import type { Outcome } from "../verification/states.ts";
import { deliverWith, handleDeliverWriteBack } from "./deliver-write-back.handler.ts";
import type { WriteBackKind } from "./intent.ts";
import { handlePlanWriteBack } from "./plan-write-back.handler.ts";
import { listWriteBacks } from "./queries.ts";
import { retryWriteBack } from "./retry-write-back.ts";
import { writeBackTiming } from "./timing.ts";

let base: TestDeps;
let deps: TestDeps;
let simulator: SimulatorProcess;
let tickets: ReturnType<typeof ticketsOf>;
const start = new Date();
const at = (ms: number) => base.setNow(later(start, ms));

beforeAll(async () => {
  [base, simulator] = await Promise.all([testDeps(), startSimulatorProcess()]);
  deps = {
    ...base,
    autotask: { zoneLookupUrl: new URL("/ATServicesRest/V1.0/zoneInformation", simulator.url), allowedHosts: [simulator.host] },
  };
  tickets = ticketsOf(simulator);
});

afterAll(async () => {
  await Promise.all([base.close(), simulator.close()]);
});

beforeEach(async () => {
  await simulator.control("clear", {});
  await simulator.control("calls", undefined, "DELETE");
  await base.db.writeBack.deleteMany();
  await base.pool.query("delete from graphile_worker._private_jobs");
  at(0);
});

/** An outcome with its planned write-backs on a new ticket. */
async function plan({ options, outcome }: { options?: Partial<ConnectionOptions>; outcome?: Outcome } = {}) {
  const connection = await connectTo(deps, simulator, options);
  const ticket = await tickets.open();
  const verification = await makeOutcome(deps, connection, { autotaskId: ticket.id, ...(outcome ? { outcome } : {}) });
  await handlePlanWriteBack(deps, jobRun(deps, { verificationId: verification.id }));
  const rows = await deps.db.writeBack.findMany({ where: { verificationId: verification.id } });
  const idOf = (kind: WriteBackKind) => rows.find((row) => row.kind === kind)?.id ?? "";
  const read = (kind: WriteBackKind = "note") => deps.db.writeBack.findUniqueOrThrow({ where: { id: idOf(kind) } });
  const deliver = (kind: WriteBackKind = "note", handler = handleDeliverWriteBack) =>
    handler(deps, jobRun(deps, { writeBackId: idOf(kind) }));
  return { connection, ticket, verification, idOf, read, deliver };
}

const runAtOf = async (writeBackId: string) =>
  (await queuedJobs(deps)).find(({ name, payload }) => name === "write-back.deliver" && JSON.stringify(payload).includes(writeBackId))
    ?.runAt;

describe("a note", () => {
  test("is written once, internal, with the receipt, by a single call", async () => {
    const { ticket, verification, read, deliver, connection } = await plan();
    await deliver();
    await deliver();

    const [note, ...more] = await tickets.notes(ticket.id);
    expect(more).toEqual([]);
    expect(note).toMatchObject({ publish: tenantIds.notePublishId });
    expect(note?.description).toContain(`outcome=passed; receipt=${verification.receipt}`);
    expect(await read()).toMatchObject({
      state: "written",
      attempts: 1,
      autotaskId: BigInt(note?.id ?? 0),
      writtenAt: start,
      errorCode: null,
    });
    expect(await deps.db.connection.findUniqueOrThrow({ where: { id: connection.id } })).toMatchObject({ lastWriteAt: start });
    expect(await tickets.calls("TicketNotes", "POST")).toHaveLength(1);
  });

  test.each(["drop-after-write", "reset-mid-body"])(
    "whose answer was lost (%s) is found by its mark and not written again",
    async (kind) => {
      const { ticket, idOf, read, deliver } = await plan();
      await tickets.fault({ kind, collection: "TicketNotes", method: "POST", count: 1 });
      await deliver();
      expect(await read()).toMatchObject({ state: "unconfirmed", errorCode: "autotask.unavailable" });
      expect(await runAtOf(idOf("note"))).toEqual(later(start, seconds(30)));
      if (kind === "reset-mid-body") {
        // That fault loses the write as well; Autotask would have made it.
        const [call] = await tickets.calls("TicketNotes", "POST");
        await tickets.addNote(ticket.id, { ...call?.body });
      }

      at(seconds(30));
      await deliver();
      expect(await tickets.notes(ticket.id)).toHaveLength(1);
      expect(await read()).toMatchObject({ state: "written", attempts: 1, writtenAt: later(start, seconds(30)) });
    },
  );

  test("that Autotask makes four minutes after the answer was lost stays the only one", async () => {
    const { ticket, read, deliver } = await plan();
    await tickets.fault({ kind: "reset", collection: "TicketNotes", method: "POST", count: 1 });
    await deliver();
    const [call] = await tickets.calls("TicketNotes", "POST");
    for (const lookMs of [seconds(30), minutes(2)]) {
      at(lookMs);
      await deliver();
      expect(await read()).toMatchObject({ state: "unconfirmed", attempts: 1 });
    }
    await tickets.addNote(ticket.id, { ...call?.body });

    at(minutes(5) + seconds(15));
    await deliver();
    expect(await tickets.notes(ticket.id)).toHaveLength(1);
    expect(await read()).toMatchObject({ state: "written", attempts: 1 });
  });

  test.each(["html", "hang-up"])("that was never made (%s) is written again after 5 min 15 s and not before", async (kind) => {
    const { ticket, read, deliver } = await plan();
    await tickets.fault({ kind: kind === "html" ? "html" : "reset", collection: "TicketNotes", method: "POST", count: 1 });
    await deliver();
    at(minutes(5) + seconds(14));
    await deliver();
    expect(await tickets.notes(ticket.id)).toEqual([]);

    at(minutes(5) + seconds(16));
    await deliver();
    expect(await tickets.notes(ticket.id)).toHaveLength(1);
    expect(await read()).toMatchObject({ state: "written", attempts: 2 });
  });

  test("is not written again while looking for the first fails or shows only a part", async () => {
    const { ticket, read, deliver } = await plan();
    await tickets.fault({ kind: "reset", collection: "TicketNotes", method: "POST", count: 1 });
    await deliver();
    at(minutes(10));
    await tickets.fault({ kind: "status", status: 500, text: "The query failed.", collection: "TicketNotes", method: "POST", count: 1 });
    await deliver();
    expect(await read()).toMatchObject({ state: "unconfirmed", attempts: 1, nextAttemptAt: later(start, minutes(11)) });
    expect(await tickets.notes(ticket.id)).toEqual([]);

    at(minutes(11));
    await deliver();
    expect(await tickets.notes(ticket.id)).toHaveLength(1);
  });

  test("is one note although the worker died between Autotask's answer and our commit", async () => {
    const { ticket, read, deliver } = await plan();
    const dying = deliverWith({ timing: writeBackTiming, afterCall: () => Promise.reject(new Error("killed")) });
    await expect(deliver("note", dying)).rejects.toThrow("killed");
    expect(await read()).toMatchObject({ state: "sending", attempts: 1 });

    at(seconds(20));
    await deliver();
    expect(await read()).toMatchObject({ state: "sending" });
    at(writeBackTiming.leaseMs);
    await deliver();
    expect(await tickets.notes(ticket.id)).toHaveLength(1);
    expect(await read()).toMatchObject({ state: "written", attempts: 1 });
  });

  test("is one note for ten workers and a person at once", async () => {
    const { ticket, idOf, read, deliver, verification } = await plan();
    const actor = { kind: "member" as const, id: crypto.randomUUID(), name: "Inés Bağcı" };
    const press = () =>
      retryWriteBack(deps, {
        organizationId: verification.organizationId,
        verificationId: verification.id,
        writeBackId: idOf("note"),
        actor,
      }).catch(() => null);
    const ten = Array.from({ length: 10 }, () => deliver().catch((error: unknown) => expect(error).toBeInstanceOf(ConflictError)));
    await Promise.all([...ten, press(), press()]);
    expect(await tickets.notes(ticket.id)).toHaveLength(1);
    expect(await read()).toMatchObject({ state: "written", attempts: 1 });
  });

  test("is not written by a worker that was frozen before the call until its lease was over", async () => {
    const { ticket, read, deliver } = await plan();
    const frozen = deliverWith({
      timing: writeBackTiming,
      beforeCall: async () => {
        at(writeBackTiming.writeAgainMs);
        await deliver();
      },
    });
    await expect(deliver("note", frozen)).rejects.toThrow(ConflictError);
    expect(await tickets.calls("TicketNotes", "POST")).toHaveLength(2); // The other worker's look and its one write.
    expect(await tickets.notes(ticket.id)).toHaveLength(1);
    expect(await read()).toMatchObject({ state: "written", attempts: 2 });
  });

  test("keeps the result of the worker that took it over, when the frozen one comes late with its own", async () => {
    const { read, deliver } = await plan();
    const frozen = deliverWith({
      timing: writeBackTiming,
      afterCall: async () => {
        at(writeBackTiming.leaseMs);
        await deliver();
      },
    });
    await expect(deliver("note", frozen)).rejects.toThrow(ConflictError);
    expect(await read()).toMatchObject({ state: "written", writtenAt: later(start, writeBackTiming.leaseMs) });
  });

  test("that Autotask refuses says so with its answer, and is written when a person tries again", async () => {
    const { ticket, idOf, read, deliver, verification, connection } = await plan({ options: { noteTypeId: 4711 } });
    await deliver();
    expect(await read()).toMatchObject({
      state: "refused",
      attempts: 1,
      errorCode: "autotask.picklist_value_missing",
      nextAttemptAt: null,
    });
    expect((await read()).errorAnswer).toContain("4711");
    await deliver();
    expect(await tickets.calls("TicketNotes", "POST")).toHaveLength(1);

    await deps.db.connection.update({ where: { id: connection.id }, data: { options: { noteTypeId: 201, notePublishId: 2 } } });
    const actor = { kind: "member" as const, id: crypto.randomUUID(), name: "Inés Bağcı" };
    await retryWriteBack(deps, {
      organizationId: verification.organizationId,
      verificationId: verification.id,
      writeBackId: idOf("note"),
      actor,
    });
    await deliver();
    expect(await tickets.notes(ticket.id)).toHaveLength(1);
    await expect(
      retryWriteBack(deps, {
        organizationId: verification.organizationId,
        verificationId: verification.id,
        writeBackId: idOf("note"),
        actor,
      }),
    ).rejects.toThrow(ConflictError);
  });

  test("for a ticket that was deleted is refused and makes nothing", async () => {
    const { ticket, read, deliver } = await plan();
    await tickets.delete(ticket.id);
    await deliver();
    expect(await read()).toMatchObject({ state: "refused", autotaskId: null });
  });

  test("waits for a busy Autotask without giving up, and is written then", async () => {
    const { ticket, idOf, read, deliver } = await plan();
    await tickets.fault({ kind: "status", status: 429, retryAfterSeconds: 7, collection: "TicketNotes", method: "POST", count: 1 });
    await deliver();
    expect(await read()).toMatchObject({ state: "waiting", errorCode: "autotask.rate_limited" });
    expect(await runAtOf(idOf("note"))).toEqual(later(start, seconds(7)));
    await deliver();
    expect(await tickets.notes(ticket.id)).toHaveLength(1);
  });

  test("waits without a call or a lost attempt while the connection is blocked, and is dropped once it is disconnected", async () => {
    const { connection, idOf, read, deliver } = await plan();
    await base.pool.query("delete from graphile_worker._private_jobs");
    await deps.db.connection.update({ where: { id: connection.id }, data: { blockedAt: start } });
    await deliver();
    expect(await read()).toMatchObject({ state: "waiting", attempts: 0, errorCode: "connection.blocked" });
    expect(await runAtOf(idOf("note"))).toBeUndefined();
    expect(await tickets.calls("TicketNotes", "POST")).toEqual([]);

    await deps.db.connection.update({ where: { id: connection.id }, data: { state: "disconnected" } });
    await deliver();
    expect(await read()).toMatchObject({ state: "dropped", errorCode: "write_back.disconnected" });
  });
});

describe("status, resolution and UDF", () => {
  const options = { statusOnPassed: tenantIds.statusProven, writeResolution: true, udfName: "Identity verified" };

  test("are changed as chosen, each an entry of its own", async () => {
    const { ticket, verification, deliver } = await plan({ options });
    for (const kind of ["note", "udf", "status", "resolution"] as const) await deliver(kind);
    const now = await tickets.get(ticket.id);
    expect(now.status).toBe(tenantIds.statusProven);
    expect(now.resolution).toContain(verification.receipt);
    expect(JSON.stringify(now)).toContain(`Passed, ${verification.receipt}`);
    const views = await listWriteBacks(deps.db, { organizationId: verification.organizationId, verificationId: verification.id });
    expect(views.map(({ kind, state }) => [kind, state]).toSorted()).toEqual([
      ["note", "written"],
      ["resolution", "written"],
      ["status", "written"],
      ["udf", "written"],
    ]);
  });

  test("a person's change wins: another status and a written resolution stay", async () => {
    const { ticket, read, deliver } = await plan({ options });
    const fields = { status: tenantIds.statusOther, resolution: "Called her back." };
    await simulator.control(`rows/Tickets/${ticket.id}`, { fields }, "PATCH");
    await deliver("status");
    await deliver("resolution");
    expect(await tickets.get(ticket.id)).toMatchObject(fields);
    expect(await read("status")).toMatchObject({ state: "left_alone", errorCode: "write_back.status_changed", attempts: 0 });
    expect(await read("resolution")).toMatchObject({ state: "left_alone", errorCode: "write_back.resolution_written" });
  });

  const urgent = { priorityOnDenied: 1, capabilities: capabilitiesSchema.parse({ raisePriority: true }) };

  test("a denial raises the priority; one that a person set meanwhile stays, and so does one that nobody had read", async () => {
    const raised = await plan({ options: urgent, outcome: "denied" });
    await raised.deliver("priority");
    expect(await tickets.get(raised.ticket.id)).toMatchObject({ priority: 1, status: raised.ticket.status });
    expect(await raised.read("priority")).toMatchObject({ state: "written", attempts: 1 });

    const lowered = await plan({ options: urgent, outcome: "denied" });
    await simulator.control(`rows/Tickets/${lowered.ticket.id}`, { fields: { priority: 3 } }, "PATCH");
    await lowered.deliver("priority");
    expect(await tickets.get(lowered.ticket.id)).toMatchObject({ priority: 3 });
    expect(await lowered.read("priority")).toMatchObject({ state: "left_alone", errorCode: "write_back.priority_changed", attempts: 0 });

    const unread = await plan({ options: urgent, outcome: "denied" });
    const row = { id: unread.idOf("priority") };
    await deps.db.writeBack.update({ where: row, data: { intent: { kind: "priority", from: null, to: 1 } } });
    await unread.deliver("priority");
    expect(await unread.read("priority")).toMatchObject({ state: "left_alone" });
  });

  test("a priority that is not in Autotask's list any more is refused with its answer, and the note is written all the same", async () => {
    const { read, deliver } = await plan({ options: { ...urgent, priorityOnDenied: 987 }, outcome: "denied" });
    await deliver("priority");
    await deliver("note");
    expect(await read("priority")).toMatchObject({ state: "refused", errorCode: expect.stringMatching(/^autotask\./) });
    expect(await read("note")).toMatchObject({ state: "written" });
  });

  test("a priority whose answer was lost is read back and not written twice", async () => {
    const { read, deliver } = await plan({ options: urgent, outcome: "denied" });
    await tickets.fault({ kind: "drop-after-write", collection: "Tickets", method: "PATCH", count: 1 });
    await deliver("priority");
    at(seconds(30));
    await deliver("priority");
    expect(await read("priority")).toMatchObject({ state: "written", attempts: 1 });
    expect(await tickets.calls("Tickets", "PATCH")).toHaveLength(1);
  });

  test.each(["status", "resolution", "udf"] as const)("%s whose answer was lost is read back and not written twice", async (kind) => {
    const { read, deliver } = await plan({ options });
    await tickets.fault({ kind: "drop-after-write", collection: "Tickets", method: "PATCH", count: 1 });
    await deliver(kind);
    expect(await read(kind)).toMatchObject({ state: "unconfirmed" });
    at(seconds(30));
    await deliver(kind);
    expect(await read(kind)).toMatchObject({ state: "written", attempts: 1 });
    expect(await tickets.calls("Tickets", "PATCH")).toHaveLength(1);
  });
});

test("a UDF that is a list takes the item that reads like the outcome", async () => {
  const { ticket, read, deliver } = await plan({ options: { udfName: "Verification outcome" }, outcome: "denied" });
  await deliver("udf");
  expect(await read("udf")).toMatchObject({ state: "written", attempts: 1 });
  expect((await tickets.get(ticket.id)).userDefinedFields).toContainEqual({ name: "Verification outcome", value: "3" });
});

test("a UDF that does not exist is refused with Autotask's answer", async () => {
  const { read, deliver } = await plan({ options: { udfName: "Gone" } });
  await deliver("udf");
  expect(await read("udf")).toMatchObject({ state: "refused", errorAnswer: expect.stringContaining("Gone") });
});

test("planning twice adds nothing", async () => {
  const { verification } = await plan({ options: { writeResolution: true } });
  await handlePlanWriteBack(deps, jobRun(deps, { verificationId: verification.id }));
  expect(await deps.db.writeBack.count({ where: { verificationId: verification.id } })).toBe(2);
  expect((await queuedJobs(deps)).filter(({ name }) => name === "write-back.deliver")).toHaveLength(2);
});

test("a write-back of another organization cannot be tried again, and reads as missing", async () => {
  const { idOf, verification } = await plan({ options: { noteTypeId: 4711 } });
  const other = await connectTo(deps, simulator);
  const actor = { kind: "member" as const, id: crypto.randomUUID(), name: "Mallory" };
  await expect(
    retryWriteBack(deps, { organizationId: other.organizationId, verificationId: verification.id, writeBackId: idOf("note"), actor }),
  ).rejects.toMatchObject({
    code: "write_back.not_found",
  });
});
