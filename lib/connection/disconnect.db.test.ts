import { afterAll, beforeAll, expect, test } from "vitest";
import { proveCredentials } from "../autotask/version.ts";
import { removeWebhook } from "../jobs/catalog.ts";
import { connectedTo, openStage, type Stage, startedFor } from "../testing/connecting.ts";
import { queuedJobs } from "../testing/test-deps.ts";
import { withAutotask } from "./autotask-for.ts";
import { disconnect } from "./disconnect.ts";
import { findWebhookSecrets, getConnectionStatus } from "./queries.ts";
import { handleRemoveWebhook } from "./remove-webhook.handler.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

type Place = Awaited<ReturnType<typeof connectedTo>>;
const switchOff = (place: Place, cancelled: string[] = []) =>
  disconnect(stage, { ...place, cancelOpenVerifications: async (_tx, id) => void cancelled.push(id) });

async function remove({ connectionId }: Place, attempt = 1) {
  const { generation } = await stage.db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  const run = { payload: { connectionId, generation }, log: stage.log, signal: new AbortController().signal, attempt };
  await handleRemoveWebhook(stage, run);
}

const sealed = async ({ connectionId }: Place) => {
  const row = await stage.db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  return Object.entries(row).flatMap(([name, value]) => (name.endsWith("Sealed") && value !== null ? [name] : []));
};

test("Disconnect is in force at once, before Autotask has been asked anything", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const before = (await stage.callsOf(tenant)).length;
  const cancelled: string[] = [];

  await switchOff(place, cancelled);

  expect(cancelled).toEqual([place.connectionId]);
  expect(await getConnectionStatus(stage, place)).toMatchObject({ state: "disconnected", verdict: "disconnecting" });
  await expect(withAutotask(stage, place.connectionId, proveCredentials)).rejects.toMatchObject({ code: "connection.not_connected" });
  expect(await stage.callsOf(tenant)).toHaveLength(before);
  expect(await queuedJobs(stage)).toContainEqual(
    expect.objectContaining({ name: "connection.remove-webhook", payload: expect.objectContaining({ connectionId: place.connectionId }) }),
  );
});

test("the webhook is deleted and the credentials are erased, and the database can be connected again", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  await switchOff(place);

  await remove(place);
  await remove(place);

  expect(await stage.webhooksOf(tenant)).toEqual([]);
  expect(await sealed(place)).toEqual([]);
  expect(await findWebhookSecrets(stage.db, place.connectionId)).toBeNull();
  expect(await getConnectionStatus(stage, place)).toMatchObject({ verdict: "disconnected", leftBehind: null });
  expect((await getConnectionStatus(stage, await connectedTo(stage, tenant))).state).toBe("connected");
});

test.each([
  [
    "the API user may not delete it",
    (tenant: Parameters<Stage["changeLevel"]>[0]) => stage.changeLevel(tenant, { access: { Webhooks: { delete: "None" } } }),
    "connection.permission_missing",
  ],
  [
    "the API user is gone",
    (tenant: Parameters<Stage["changeLevel"]>[0]) => stage.changeUser(tenant, { isActive: false }),
    "connection.access_withdrawn",
  ],
] as const)("when %s, it is off all the same, and what to delete by hand is named", async (_why, spoil, code) => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const [webhook] = await stage.webhooksOf(tenant);
  await spoil(tenant);
  await switchOff(place);

  await remove(place);

  expect(await sealed(place)).toEqual([]);
  expect(await getConnectionStatus(stage, place)).toMatchObject({
    state: "disconnected",
    verdict: "left_behind",
    leftBehind: { name: "Countersign - Ticket Created", id: webhook?.id, reason: { code } },
  });
});

test("an Autotask that does not answer is asked again, and given up after the last attempt", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  await switchOff(place);
  await stage.fault(tenant, { kind: "html", collection: "TicketWebhooks" });

  await expect(remove(place)).rejects.toMatchObject({ retry: { when: "backoff" } });
  expect(await sealed(place)).not.toEqual([]);
  await remove(place, removeWebhook.attempts);

  expect(await sealed(place)).toEqual([]);
  expect(await getConnectionStatus(stage, place)).toMatchObject({
    verdict: "left_behind",
    leftBehind: { reason: { code: "connection.network" } },
  });
});

test("a webhook that is gone already needs nobody", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const [webhook] = await stage.webhooksOf(tenant);
  await stage.simulator.control(`webhooks/${webhook?.id}?tenant=${tenant.key}`, undefined, "DELETE");
  await switchOff(place);

  await remove(place);

  expect(await getConnectionStatus(stage, place)).toMatchObject({ verdict: "disconnected", leftBehind: null });
});

test("a draft that is thrown away asks Autotask nothing", async () => {
  const tenant = await stage.newTenant();
  const place = await startedFor(stage, tenant);
  const before = (await stage.callsOf(tenant)).length;
  await switchOff(place);

  await remove(place);

  expect(await stage.callsOf(tenant)).toHaveLength(before);
  expect(await sealed(place)).toEqual([]);
});
