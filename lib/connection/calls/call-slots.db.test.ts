import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { createLog } from "../../platform/log.ts";
import { type TestDatabase, testDatabase } from "../../testing/database.ts";
import { callSlots } from "./call-slots.ts";

let database: TestDatabase;
let processes: (ReturnType<typeof openDatabase> & Pick<Deps, "now" | "log">)[];
beforeAll(async () => {
  database = await testDatabase();
  const log = createLog("error", {}, { write: () => undefined });
  processes = [1, 2, 3].map(() => ({
    ...openDatabase({ url: database.url, poolSize: 5, statementTimeoutMs: 5_000 }),
    now: () => new Date(),
    log,
  }));
});
afterAll(async () => {
  await Promise.all(processes.map(({ close }) => close()));
  await database.drop();
});

test("never more than two calls at once to an endpoint, counted over three processes", async () => {
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await processes[0]?.pool.query("select pg_sleep(0.01)");
    running -= 1;
  };

  const calls = processes.flatMap((process) =>
    Array.from({ length: 20 }, () => callSlots(process, { slotKey: "one", connectionId: null })("Tickets", work)),
  );
  const ended = await Promise.allSettled(calls);

  expect(most).toBe(2);
  const refused = ended.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  expect(refused.every(({ code }) => code === "connection.no_slot")).toBe(true);
  expect(ended.length - refused.length).toBeGreaterThan(10);
});

test("another endpoint and another tracking identifier have places of their own", async () => {
  const slots = processes.map((process) => callSlots(process, { slotKey: "two", connectionId: null }));
  const other = processes.map((process) => callSlots(process, { slotKey: "three", connectionId: null }));
  const [first, second] = slots;
  const full = () =>
    Promise.all([
      first?.("Contacts", () => other[0]?.("Contacts", async () => "free") ?? Promise.reject()),
      second?.("Tickets", async () => "free"),
    ]);

  expect(await full()).toEqual(["free", "free"]);
});

test("a third call waits in vain and is told when to come again; it is let in when a place is free", async () => {
  const [process] = processes;
  if (!process) throw new Error("no process");
  const slot = callSlots(process, { slotKey: "four", connectionId: null });
  const { promise, resolve } = Promise.withResolvers<void>();
  const holding = [slot("Tickets", () => promise), slot("Tickets", () => promise)];
  await expect.poll(async () => (await process.pool.query(`select 1 from api_slots where "slotKey" = 'four'`)).rowCount).toBe(2);

  await expect(slot("Tickets", async () => "in")).rejects.toMatchObject({ code: "connection.no_slot", retry: { when: "after" } });
  resolve();
  await Promise.all(holding);
  expect(await slot("Tickets", async () => "in")).toBe("in");
});

test("the place of a killed process is free when its lease is over", async () => {
  const [process] = processes;
  if (!process) throw new Error("no process");
  const dead = (position: number) =>
    process.pool.query(`insert into api_slots values ('five', 'Tickets', $1, 'killed', clock_timestamp() - interval '1 second')`, [
      position,
    ]);
  await Promise.all([dead(1), dead(2)]);

  expect(await callSlots(process, { slotKey: "five", connectionId: null })("Tickets", async () => "in")).toBe("in");
});
