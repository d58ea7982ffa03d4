import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectTo } from "../../testing/outcomes.ts";
import { type SimulatorProcess, startSimulatorProcess } from "../../testing/simulator.ts";
import { jobRun, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { handleProcessDelivery } from "../process-delivery.handler.ts";
import { handleFindMissedTickets } from "./find-missed-tickets.handler.ts";

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

const usedOf10000 = (budgetUsed: number) =>
  deps.db.connection.update({
    where: { id: place.connectionId },
    data: { budgetLimit: 10_000, budgetUsed, budgetReadAt: deps.now(), budgetCountedCalls: 0 },
  });
const look = (asked = false) =>
  handleFindMissedTickets(deps, jobRun(deps, { connectionId: place.connectionId, ...(asked ? { asked } : {}) }));
const calls = async () => ((await simulator.control("calls/count", undefined, "GET")) as { count: number }).count;

test("above three quarters no look for missed tickets is made, while a new ticket is verified at once", async () => {
  await usedOf10000(7_600);
  const { id } = (await simulator.control("tickets", { contactId: 29683586, title: "MFA on a new phone", source: 2 })) as { id: number };
  const delivery = await deps.db.delivery.create({ data: { ...place, eventKey: `${id}`, autotaskTicketId: BigInt(id), action: "Create" } });
  const before = await calls();

  await expect(look()).rejects.toMatchObject({ code: "connection.budget_high", retry: { when: "after" } });
  expect(await calls()).toBe(before);

  await handleProcessDelivery(deps, jobRun(deps, { deliveryId: delivery.id }));
  expect(await deps.db.delivery.findUniqueOrThrow({ where: { id: delivery.id } })).toMatchObject({ fate: "verification_started" });
});

test("a person who asks is not told to wait, and below three quarters nobody is", async () => {
  await usedOf10000(7_600);
  const before = await calls();
  await look(true);
  expect(await calls()).toBeGreaterThan(before);

  await usedOf10000(7_400);
  const then = await calls();
  await look();
  expect(await calls()).toBeGreaterThan(then);
});
