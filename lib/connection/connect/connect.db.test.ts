import { afterAll, beforeAll, expect, test } from "vitest";
import { connectedTo, draftFor, openStage, runConnect, type Stage, startedFor } from "../../testing/connecting.ts";
import { queuedJobs } from "../../testing/test-deps.ts";
import { getConnectionStatus } from "../queries.ts";
import { connectSteps } from "../schema.ts";
import { testConnection } from "../test-connection.ts";
import { retryConnect, startConnect } from "./start-connect.ts";
import { WEBHOOK_FIELDS } from "./subscribe-webhook.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const status = (place: { organizationId: string; connectionId: string }) => getConnectionStatus(stage, place);

test("Connect makes one active, ready webhook of create events with our fields and without our own doings", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);

  const [webhook, ...more] = await stage.webhooksOf(tenant);
  expect(more).toEqual([]);
  expect(webhook).toMatchObject({
    name: "Countersign - Ticket Created",
    isActive: true,
    isReady: true,
    isSubscribedToCreateEvents: true,
    isSubscribedToUpdateEvents: false,
    isSubscribedToDeleteEvents: false,
    notificationEmailAddress: tenant.user.email,
    excludedResources: [{ resourceID: tenant.user.resourceId }],
  });
  expect(webhook?.fields).toHaveLength(WEBHOOK_FIELDS.length);
  expect(webhook?.fields.filter(({ isSubscribedField }) => isSubscribedField)).toHaveLength(1);
  expect(new URL(webhook?.webhookUrl ?? "").pathname).toMatch(
    new RegExp(`^/api/webhooks/autotask/${place.connectionId}/[A-Za-z0-9_-]{43}$`),
  );
  const seen = await status(place);
  expect(seen).toMatchObject({ state: "connected", verdict: "waiting_for_first_ticket", connectedByName: "Inés Bağcı", leftBehind: null });
  expect(connectSteps.map((step) => seen.progress?.steps[step].state)).toEqual(connectSteps.map(() => "done"));
  expect(seen.options).toMatchObject({ noteTypeId: expect.any(Number), notePublishId: 2 });
});

test("fields are added one after another", async () => {
  const tenant = await stage.newTenant();
  await connectedTo(stage, tenant);

  const seen = (await stage.simulator.control("concurrency", undefined, "GET")) as {
    endpoint: string;
    max: number;
    tenant: string;
  }[];
  expect(seen.filter((each) => each.tenant === tenant.key).map(({ max }) => max)).not.toContain(2);
});

test("Connect is refused before Autotask has accepted exactly the stored values", async () => {
  const place = await draftFor(stage, await stage.newTenant());

  await expect(startConnect(stage, place)).rejects.toMatchObject({ code: "connection.not_tested" });
});

test("Connect is refused where Autotask could not call us, and queues nothing", async () => {
  const place = await draftFor(stage, await stage.newTenant());
  await testConnection(stage, place);
  const before = (await queuedJobs(stage)).length;

  const inside = { ...stage, appEnv: "production" as const };
  await expect(startConnect(inside, place)).rejects.toMatchObject({ code: "connection.app_url_refused" });

  expect(await queuedJobs(stage)).toHaveLength(before);
});

test("a second connection of the same database is refused, whoever asks, and leaves the first alone", async () => {
  const tenant = await stage.newTenant();
  const first = await connectedTo(stage, tenant);
  const second = await connectedTo(stage, tenant);

  const seen = await status(second);
  expect(seen).toMatchObject({ state: "connecting", verdict: "connect_failed" });
  expect(seen.progress?.steps.unique.failure?.code).toBe("connection.already_connected");
  expect(await stage.webhooksOf(tenant)).toHaveLength(1);
  expect((await status(first)).state).toBe("connected");
});

test.each([
  [
    "a missing right is named with its object and action",
    { access: { TicketNotes: { add: "None" } } },
    "permissions",
    "connection.permission_missing",
    { object: "Ticket Notes", action: "add" },
  ],
  ["the webhook right is named for itself", { webhooks: { canCreate: false } }, "webhook", "connection.webhook_right_missing", {}],
  ["a used-up webhook limit is told from a missing right", { webhooks: { max: 0 } }, "webhook", "connection.webhook_limit", {}],
] as const)("%s, costs at most one failing call, leaves nothing, and goes on after the fix", async (_name, change, step, code, params) => {
  const tenant = await stage.newTenant();
  await stage.changeLevel(tenant, change);
  const place = await connectedTo(stage, tenant);

  const failed = await status(place);
  expect(failed.verdict).toBe("connect_failed");
  expect(failed.progress?.steps[step]).toMatchObject({ state: "failed", failure: { code, params, retrying: false } });
  expect(await stage.webhooksOf(tenant)).toEqual([]);
  expect((await stage.callsOf(tenant)).filter(({ status }) => status !== 200).length).toBeLessThanOrEqual(1);

  const done = (await stage.callsOf(tenant)).length;
  await stage.changeLevel(tenant, { access: { TicketNotes: { add: "All" } }, webhooks: { canCreate: true, max: 1 } });
  await retryConnect(stage, place);
  await runConnect(stage, place);
  expect((await status(place)).state).toBe("connected");
  const version = (await stage.callsOf(tenant)).slice(done).filter(({ path }) => /version/i.test(path));
  expect(version).toEqual([]);
});

test("'Restricted' is permission enough", async () => {
  const tenant = await stage.newTenant();
  await stage.changeLevel(tenant, { access: { Tickets: { view: "Restricted" }, Contacts: { view: "Restricted" } } });

  expect((await status(await connectedTo(stage, tenant))).state).toBe("connected");
});

test("a refusal after the webhook was made takes the webhook back", async () => {
  const tenant = await stage.newTenant();
  await stage.fault(tenant, { kind: "status", collection: "TicketWebhookFields", method: "POST", status: 500, text: "Not today." });
  const place = await connectedTo(stage, tenant);

  const failed = await status(place);
  expect(failed.progress?.steps.fields).toMatchObject({ state: "failed", failure: { code: "connection.refused", answer: "Not today." } });
  expect(failed.leftBehind).toBeNull();
  expect(await stage.webhooksOf(tenant)).toEqual([]);

  await stage.simulator.control("faults", undefined, "DELETE");
  await retryConnect(stage, place);
  await runConnect(stage, place);
  expect(await stage.webhooksOf(tenant)).toHaveLength(1);
});

test("what cannot be taken back is named with its id and menu path, and adopted by the next try", async () => {
  const tenant = await stage.newTenant();
  await stage.fault(tenant, { kind: "status", collection: "TicketWebhookFields", method: "POST", status: 500, text: "Not today." });
  await stage.fault(tenant, { kind: "status", collection: "TicketWebhooks", method: "DELETE", status: 500, text: "Not this either." });
  const place = await connectedTo(stage, tenant);

  const [webhook] = await stage.webhooksOf(tenant);
  expect((await status(place)).leftBehind).toMatchObject({
    name: "Countersign - Ticket Created",
    id: webhook?.id,
    menuPath: expect.arrayContaining(["Outgoing Webhooks"]),
    reason: { answer: "Not this either." },
  });

  await stage.simulator.control("faults", undefined, "DELETE");
  await retryConnect(stage, place);
  await runConnect(stage, place);
  expect((await stage.webhooksOf(tenant)).map(({ id }) => id)).toEqual([webhook?.id]);
  expect((await status(place)).leftBehind).toBeNull();
});

test("no answer is tried again by the queue, from the field at which it stopped", async () => {
  const tenant = await stage.newTenant();
  const place = await startedFor(stage, tenant);
  await stage.fault(tenant, { kind: "html", collection: "TicketWebhookFields", method: "POST", count: 1 });

  await expect(runConnect(stage, place)).rejects.toMatchObject({ retry: { when: "backoff" } });
  const failed = await status(place);
  expect(failed.verdict).toBe("connecting");
  expect(failed.progress?.steps.fields).toMatchObject({ state: "failed", failure: { code: "connection.network", retrying: true } });

  await runConnect(stage, place);
  const [webhook, ...more] = await stage.webhooksOf(tenant);
  expect(more).toEqual([]);
  expect(new Set(webhook?.fields.map(({ fieldID }) => fieldID)).size).toBe(WEBHOOK_FIELDS.length);
  expect(webhook?.fields).toHaveLength(WEBHOOK_FIELDS.length);
});

test("a run of an older request does nothing", async () => {
  const tenant = await stage.newTenant();
  const place = await startedFor(stage, tenant);
  await stage.db.connection.update({ where: { id: place.connectionId }, data: { generation: { increment: 1 } } });
  const before = (await stage.callsOf(tenant)).length;

  const { handleConnect } = await import("./connect.handler.ts");
  const run = {
    payload: { connectionId: place.connectionId, generation: 1 },
    log: stage.log,
    signal: new AbortController().signal,
    attempt: 1,
  };
  await handleConnect(stage, run);

  expect(await stage.callsOf(tenant)).toHaveLength(before);
});
