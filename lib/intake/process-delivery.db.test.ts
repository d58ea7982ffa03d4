import { afterAll, beforeAll, expect, test } from "vitest";
import { UpstreamError } from "../platform/errors.ts";
import { makeConnection, makeOrganization } from "../testing/factories.ts";
import { signedDelivery, ticketCreated } from "../testing/signed-delivery.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { acceptDelivery } from "./accept-delivery.ts";
import { handleProcessDelivery } from "./process-delivery.handler.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

async function accepted() {
  const organization = await makeOrganization(deps.db);
  const to = await makeConnection(deps, { organizationId: organization.id });
  await acceptDelivery(deps, signedDelivery(to, ticketCreated()));
  const read = () => deps.db.delivery.findFirstOrThrow({ where: { connectionId: to.connection.id } });
  const { id } = await read();
  const become = (data: object) => deps.db.connection.update({ where: { id: to.connection.id }, data });
  return { become, read, run: () => handleProcessDelivery(deps, jobRun(deps, { deliveryId: id })) };
}

test("a delivery that meets a blocked connection waits, untouched, and makes no call", async () => {
  const { become, read, run } = await accepted();
  await become({ blockedAt: new Date(), blockedCode: "connection.secret_refused" });
  const before = await read();

  await run();

  expect(await read()).toEqual(before);
});

test("a delivery for a connection that was switched off meanwhile is ignored, and says so", async () => {
  const { become, read, run } = await accepted();
  await become({ state: "disconnected" });

  await run();

  expect(await read()).toMatchObject({ fate: "ignored", fateReason: "intake.connection_off" });
});

test("a delivery that comes before Connect has finished is tried again, not dropped", async () => {
  const { become, read, run } = await accepted();
  await become({ state: "connecting" });

  await expect(run()).rejects.toBeInstanceOf(UpstreamError);
  expect(await read()).toMatchObject({ fate: "accepted", processedAt: null });
});

test("a delivery that was processed is not processed again", async () => {
  const { read, run, become } = await accepted();
  await become({ state: "disconnected" });
  await run();
  const before = await read();
  await become({ state: "connected" });

  await run();

  expect(await read()).toEqual(before);
  expect((await queuedJobs(deps)).filter(({ name }) => name.startsWith("verification."))).toEqual([]);
});
