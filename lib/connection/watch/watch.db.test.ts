import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { minutes } from "../../platform/clock.ts";
import { actor, connectedTo, openStage, type SimulatedTenant, type Stage } from "../../testing/connecting.ts";
import { jobRun, queuedJobs, type TestDeps } from "../../testing/test-deps.ts";
import { handleCheck } from "../check.handler.ts";
import { withConnectionLock } from "../connect/connection-lock.ts";
import { webhookUrl } from "../connect/webhook-address.ts";
import { getConnectionStatus } from "../queries.ts";
import { removeOrphans } from "../remove-orphans.ts";
import { repairNow } from "../repair-now.ts";
import { watchRhythm } from "./rhythm.ts";
import { handleWatchConnections } from "./watch-connections.handler.ts";

let stage: Stage;
let start: Date;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => {
  start = new Date();
  stage.setNow(start);
});
afterAll(() => stage.close());

type Place = { organizationId: string; connectionId: string };

const check = (place: Place, deps: TestDeps = stage) => handleCheck(deps, jobRun(deps, { connectionId: place.connectionId }));
const pass = (ms: number) => stage.setNow(new Date(start.getTime() + ms));

async function connected(): Promise<{ tenant: SimulatedTenant; place: Place; webhookId: number }> {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const [webhook] = await stage.webhooksOf(tenant);
  if (!webhook) throw new Error("Connect made no webhook");
  await stage.simulator.control(`calls`, undefined, "DELETE");
  return { tenant, place, webhookId: webhook.id };
}

const control = (tenant: SimulatedTenant, webhookId: number, fields: Record<string, unknown> | null) =>
  stage.simulator.control(
    `webhooks/${webhookId}?tenant=${tenant.key}`,
    fields === null ? undefined : { fields },
    fields === null ? "DELETE" : "PATCH",
  );

/** What an admin does in Autotask's own screens, or another program of theirs. */
async function asAdmin(tenant: SimulatedTenant, method: string, path: string, body?: unknown): Promise<{ itemId?: number }> {
  const { username, secret, trackingIdentifier } = tenant.user;
  const response = await fetch(`${stage.simulator.url}/atservicesrest/V1.0${path}`, {
    method,
    headers: { UserName: username, Secret: secret, ApiIntegrationCode: trackingIdentifier, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { itemId?: number };
}

const incidentsOf = ({ connectionId }: Place) =>
  stage.db.incident.findMany({ where: { connectionId, kind: "webhook" }, orderBy: { openedAt: "asc" } });
const eventsOf = async ({ connectionId }: Place) =>
  (await stage.db.connectionEvent.findMany({ where: { connectionId, kind: { not: "connected" } }, orderBy: { id: "asc" } })).map(
    ({ kind, code }) => [kind, code],
  );
const reconcilesOf = async ({ connectionId }: Place) =>
  (await queuedJobs(stage)).filter(({ name, payload }) => name === "intake.reconcile" && JSON.stringify(payload).includes(connectionId));
const nextCheckIn = async ({ connectionId }: Place) => {
  const { nextCheckAt } = await stage.db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  return (nextCheckAt?.getTime() ?? 0) - stage.now().getTime();
};

test("a webhook found off while another run has the connection is mended seconds later, not at the next check", async () => {
  const { tenant, place, webhookId } = await connected();
  await control(tenant, webhookId, { isActive: false });
  await withConnectionLock(stage, place.connectionId, async () => {
    await expect(check(place)).rejects.toMatchObject({ code: "connection.busy", retry: { when: "after", delayMs: 2_000 } });
  });
  await check(place);
  expect((await stage.webhooksOf(tenant))[0]).toMatchObject({ isActive: true });
});

describe("a healthy connection", () => {
  test("costs one call for a check, three when the fields and the exclusion are due, one for the meter each hour, and is checked again in its rhythm", async () => {
    const { tenant, place } = await connected();
    await check(place);
    const paths = async () => (await stage.callsOf(tenant)).map(({ path }) => path.split("/").slice(2).join("/").replace(/\d+/, "7"));
    expect(await paths()).toEqual(["TicketWebhooks/query", "ThresholdInformation"]);

    pass(watchRhythm.idleCheckMs);
    await check(place);
    expect(await paths()).toHaveLength(3);

    pass(watchRhythm.fullCheckMs + 1);
    await check(place);
    const full = ["TicketWebhooks/query", "TicketWebhooks/7/Fields", "TicketWebhooks/7/ExcludedResources", "ThresholdInformation"];
    expect((await paths()).slice(3)).toEqual(full);
    const wait = await nextCheckIn(place);
    expect(wait).toBeGreaterThanOrEqual(watchRhythm.idleCheckMs * 0.8);
    expect(wait).toBeLessThanOrEqual(watchRhythm.idleCheckMs * 1.2);
    expect([await incidentsOf(place), await eventsOf(place)]).toEqual([[], []]);
  });

  test("has its rights read again after a day", async () => {
    const { place } = await connected();
    await stage.db.connection.update({
      where: { id: place.connectionId },
      data: { rights: { checkedAt: start.toISOString(), rights: [] } },
    });
    await check(place);
    expect((await getConnectionStatus(stage, place)).rights).toEqual([]);
    pass(watchRhythm.rightsMs + 1);
    await check(place);
    expect((await getConnectionStatus(stage, place)).rights.length).toBeGreaterThan(0);
  });
});

describe("what is wrong is found, mended, told and followed by a look for missed tickets", () => {
  test.each<[string, string, boolean, (tenant: SimulatedTenant, id: number) => Promise<unknown>]>([
    ["switched off", "webhook_inactive", true, (tenant, id) => control(tenant, id, { isActive: false })],
    ["deleted", "webhook_missing", true, (tenant, id) => control(tenant, id, null)],
    ["sent to another host", "webhook_changed", true, (tenant, id) => control(tenant, id, { webhookUrl: "https://evil.example/hook" })],
    ["not told of new tickets", "webhook_changed", true, (tenant, id) => control(tenant, id, { isSubscribedToCreateEvents: false })],
    [
      "without one field",
      "fields_missing",
      false,
      async (tenant, id) => {
        const field = (await stage.webhooksOf(tenant))[0]?.fields[3] as unknown as { id: number };
        await asAdmin(tenant, "DELETE", `/TicketWebhooks/${id}/Fields/${field.id}`);
      },
    ],
    [
      "without any field, so not ready",
      "webhook_not_ready",
      true,
      async (tenant, id) => {
        for (const field of (await stage.webhooksOf(tenant))[0]?.fields ?? []) {
          await asAdmin(tenant, "DELETE", `/TicketWebhooks/${id}/Fields/${(field as unknown as { id: number }).id}`);
        }
      },
    ],
    [
      "without the exclusion of our own doings",
      "exclusion_missing",
      false,
      async (tenant, id) => {
        const excluded = (await stage.webhooksOf(tenant))[0]?.excludedResources[0] as unknown as { id: number };
        await asAdmin(tenant, "DELETE", `/TicketWebhooks/${id}/ExcludedResources/${excluded.id}`);
      },
    ],
  ])("a webhook %s", async (_name, code, loses, spoil) => {
    const { tenant, place, webhookId } = await connected();
    await spoil(tenant, webhookId);
    pass(watchRhythm.fullCheckMs + 1);

    await check(place);

    const [webhook, ...more] = await stage.webhooksOf(tenant);
    expect(more).toEqual([]);
    expect(webhook).toMatchObject({ isActive: true, isReady: true, isSubscribedToCreateEvents: true });
    expect([webhook?.fields.length, webhook?.excludedResources.length]).toEqual([14, 1]);
    const [incident, ...others] = await incidentsOf(place);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ code: `connection.${code}`, closedBy: "repaired" });
    expect(await eventsOf(place)).toEqual([
      ["problem_found", `connection.${code}`],
      ["repaired", `connection.${code}`],
    ]);
    const from = start.toISOString();
    expect((await reconcilesOf(place)).map(({ payload }) => payload)).toEqual(
      loses ? [{ connectionId: place.connectionId, reason: "webhook_off", from }] : [],
    );
    const status = await getConnectionStatus(stage, place);
    expect(status).toMatchObject({
      state: "connected",
      lastError: null,
      webhook: { id: webhook?.id, active: true, ready: true, fieldCount: 14 },
    });
    // Whatever switched it off may do so again at once.
    expect(await nextCheckIn(place)).toBeLessThanOrEqual(minutes(2.4));
  });

  test("a webhook made anew has another key, and the old one is accepted for some minutes", async () => {
    const { tenant, place, webhookId } = await connected();
    const before = await stage.db.connection.findUniqueOrThrow({ where: { id: place.connectionId } });
    await control(tenant, webhookId, null);

    await check(place);

    const now = await stage.db.connection.findUniqueOrThrow({ where: { id: place.connectionId } });
    expect(now.webhookKeyHash).not.toEqual(before.webhookKeyHash);
    const doors = await stage.db.webhookDoor.findMany({ where: { connectionId: place.connectionId } });
    expect(doors).toMatchObject([{ keyHash: before.webhookKeyHash, secretSealed: before.webhookSecretSealed }]);
    expect(doors[0]?.acceptedUntil?.getTime()).toBe(start.getTime() + minutes(15));
  });

  test("a webhook that points to the earlier APP_URL is moved to the new one", async () => {
    const { tenant, place, webhookId } = await connected();
    const moved = { ...stage, appUrl: new URL("http://127.0.0.1:10/") };

    await check(place, moved);

    const [webhook, ...more] = await stage.webhooksOf(tenant);
    expect(more).toEqual([]);
    const { webhookKeySealed } = await stage.db.connection.findUniqueOrThrow({ where: { id: place.connectionId } });
    const key = stage.secrets.open(webhookKeySealed ?? new Uint8Array(), {
      table: "connections",
      column: "webhookKeySealed",
      rowId: place.connectionId,
    });
    expect(webhook).toMatchObject({ id: webhookId, webhookUrl: webhookUrl(moved, { connectionId: place.connectionId, key }) });
  });

  test("a connection that is paused is mended as well", async () => {
    const { tenant, place, webhookId } = await connected();
    await stage.db.connection.update({ where: { id: place.connectionId }, data: { state: "paused" } });
    await control(tenant, webhookId, { isActive: false });
    await check(place);
    expect(await stage.webhooksOf(tenant)).toMatchObject([{ isActive: true }]);
  });
});

const webhookIncident = { kind: "webhook", closedAt: null } as const;
const openIncidentOf = ({ connectionId }: Place) => stage.db.incident.findFirst({ where: { connectionId, ...webhookIncident } });

test("25 tickets that nobody took have Autotask switch the webhook off; the next check switches it on and has them looked for", async () => {
  const { tenant, place } = await connected();
  await stage.simulator.control("behaviour", { tenant: tenant.key, retryDelayMs: 0 }, "PATCH");
  for (let count = 0; count < 25; count += 1) await stage.simulator.control("tickets", { tenant: tenant.key, title: "Into the void" });
  await vi.waitUntil(async () => (await stage.webhooksOf(tenant))[0]?.isActive === false, { timeout: 20_000, interval: 20 });

  await check(place);

  expect(await stage.webhooksOf(tenant)).toMatchObject([{ isActive: true, isReady: true }]);
  expect(await incidentsOf(place)).toMatchObject([{ code: "connection.webhook_inactive", closedBy: "repaired" }]);
  expect((await reconcilesOf(place)).map(({ payload }) => payload)).toMatchObject([{ reason: "webhook_off", from: start.toISOString() }]);
});

test("a webhook that was off and mended is told once as opened and once as closed", async () => {
  const { tenant, place, webhookId } = await connected();
  await control(tenant, webhookId, { isActive: false });
  await check(place);
  await check(place);
  const [incident] = await incidentsOf(place);
  const told = (await queuedJobs(stage)).filter(({ payload }) => JSON.stringify(payload).includes(incident?.id ?? "none"));
  expect(told.map(({ name, payload }) => [name, (payload as { what: string }).what])).toEqual([
    ["notification.announce-incident", "opened"],
    ["notification.announce-incident", "closed"],
  ]);
});

test("a repair that Autotask refuses stays open with the reason, told once, and is tried again later each time until it holds", async () => {
  const { tenant, place, webhookId } = await connected();
  await control(tenant, webhookId, { isActive: false });
  const words = { status: 500, text: "You do not have permission to edit webhooks." };
  await stage.fault(tenant, { kind: "status", ...words, collection: "TicketWebhooks", method: "PATCH" });

  await check(place);
  const firstWait = await nextCheckIn(place);
  expect(firstWait).toBeLessThanOrEqual(minutes(2.4));
  pass(minutes(2));
  await check(place);
  expect(await nextCheckIn(place)).toBeGreaterThan(firstWait * 1.5);

  expect(await openIncidentOf(place)).toMatchObject({ code: "connection.webhook_inactive", params: { refused: expect.any(String) } });
  expect((await eventsOf(place)).map(([kind]) => kind)).toEqual(["problem_found", "repair_refused"]);
  expect(await stage.webhooksOf(tenant)).toMatchObject([{ isActive: false }]);

  await stage.simulator.control("faults", undefined, "DELETE");
  pass(minutes(5));
  await check(place);
  expect(await stage.webhooksOf(tenant)).toMatchObject([{ isActive: true }]);
  expect(await incidentsOf(place)).toMatchObject([{ closedBy: "repaired" }]);
});

test("what breaks again after each of three repairs within an hour waits for a person, and is mended when one asks", async () => {
  const { tenant, place, webhookId } = await connected();
  for (let round = 1; round <= 5; round += 1) {
    await control(tenant, webhookId, { isActive: false });
    pass(minutes(round * 3));
    await check(place);
  }
  const kinds = async () => (await eventsOf(place)).map(([kind]) => kind);
  expect((await kinds()).filter((kind) => kind === "repaired")).toHaveLength(3);
  expect((await kinds()).filter((kind) => kind === "repair_given_up")).toHaveLength(1);
  expect(await openIncidentOf(place)).toMatchObject({ params: { givenUp: "yes" } });
  expect(await stage.webhooksOf(tenant)).toMatchObject([{ isActive: false }]);

  pass(minutes(20));
  expect(await repairNow(stage, { ...place, actor })).toMatchObject({ repairing: true });
  pass(minutes(20.1));
  await check(place);
  expect(await stage.webhooksOf(tenant)).toMatchObject([{ isActive: true }]);
  expect(await openIncidentOf(place)).toBeNull();
});

test("a repair cut off between Autotask's making a webhook and our note of it makes no second one", async () => {
  const { tenant, place, webhookId } = await connected();
  await control(tenant, webhookId, null);
  // Queries are POSTs too: the check's, the one before the repair and the one for a webhook to adopt.
  await stage.fault(tenant, { kind: "slow", delayMs: 1, collection: "TicketWebhooks", method: "POST", count: 3 });
  await stage.fault(tenant, { kind: "drop-after-write", collection: "TicketWebhooks", method: "POST", count: 1 });
  await check(place);
  expect(await stage.webhooksOf(tenant)).toHaveLength(1);

  pass(minutes(3));
  await check(place);
  const [webhook, ...more] = await stage.webhooksOf(tenant);
  expect(more).toEqual([]);
  expect(webhook).toMatchObject({ isActive: true, isReady: true });
  expect((await getConnectionStatus(stage, place)).webhook).toMatchObject({ id: webhook?.id, active: true });
  expect(await incidentsOf(place)).toMatchObject([{ code: "connection.webhook_missing", closedBy: "repaired" }]);
});

describe("webhooks of ours that no connection uses", () => {
  const leftOver = (tenant: SimulatedTenant, url: string) =>
    asAdmin(tenant, "POST", "/TicketWebhooks", {
      ...{
        name: "Countersign - Ticket Created",
        webhookUrl: url,
        deactivationUrl: url,
        secretKey: "a secret of the webhook",
        isActive: true,
      },
      ...{ sendThresholdExceededNotification: false, isSubscribedToCreateEvents: true },
    });
  const ours = (key: string) => webhookUrl(stage, { connectionId: crypto.randomUUID(), key });
  const idsOf = async (tenant: SimulatedTenant) =>
    (await stage.webhooksOf(tenant)).map(({ id }) => id).toSorted((one, other) => one - other);

  test("are told once and left alone, until a person has chosen which to delete", async () => {
    const { tenant, place, webhookId } = await connected();
    await stage.changeLevel(tenant, { webhooks: { max: 5 } });
    const first = (await leftOver(tenant, ours("one"))).itemId ?? 0;
    const second = (await leftOver(tenant, ours("two"))).itemId ?? 0;
    const foreign = (await leftOver(tenant, "http://127.0.0.1:11/hook")).itemId ?? 0;
    await check(place);
    await check(place);
    expect(await eventsOf(place)).toEqual([["orphans_found", null]]);
    const { orphans } = await stage.db.connection.findUniqueOrThrow({ where: { id: place.connectionId } });
    expect(orphans).toMatchObject([{ id: first }, { id: second }]);
    expect(await idsOf(tenant)).toEqual([webhookId, first, second, foreign]);

    const { removed, left } = await removeOrphans(stage, { ...place, actor, ids: [first] });
    expect([removed, left.map(({ id }) => id)]).toEqual([[first], [second]]);
    expect(await idsOf(tenant)).toEqual([webhookId, second, foreign]);
    expect(await stage.db.auditEntry.count({ where: { organizationId: place.organizationId, action: "connection.orphans_removed" } })).toBe(
      1,
    );
  });

  test("of what a person chose, a webhook in use and one of somebody else are not deleted", async () => {
    const { tenant, place, webhookId } = await connected();
    await stage.changeLevel(tenant, { webhooks: { max: 5 } });
    const foreign = (await leftOver(tenant, "http://127.0.0.1:11/hook")).itemId ?? 0;
    expect(await removeOrphans(stage, { ...place, actor, ids: [webhookId, foreign] })).toMatchObject({ removed: [] });
    expect(await idsOf(tenant)).toEqual([webhookId, foreign]);
  });
});

test("each minute the connections that are due are queued once, and none that is blocked, off or not due", async () => {
  const places = [await connected(), await connected(), await connected(), await connected()].map(({ place }) => place.connectionId);
  const [due = "", paused = "", blocked = "", later = ""] = places;
  const set = (id: string, data: object) => stage.db.connection.update({ where: { id }, data });
  await stage.db.connection.updateMany({ data: { nextCheckAt: new Date(start.getTime() + minutes(30)) } });
  await set(due, { nextCheckAt: start });
  await set(paused, { nextCheckAt: start, state: "paused" });
  await set(blocked, { nextCheckAt: start, blockedAt: start, blockedCode: "connection.secret_refused" });
  await set(later, { nextCheckAt: new Date(start.getTime() + 1) });
  await stage.pool.query("delete from graphile_worker._private_jobs");

  await Promise.all([1, 2, 3].map(() => handleWatchConnections(stage, jobRun(stage, {}))));

  const queued = (await queuedJobs(stage)).map(({ name, payload }) => [name, (payload as { connectionId: string }).connectionId]);
  expect(queued.toSorted()).toEqual([due, paused].map((id) => ["connection.check", id]).toSorted());
  pass(minutes(19));
  await handleWatchConnections(stage, jobRun(stage, {}));
  expect((await queuedJobs(stage)).map(({ payload }) => (payload as { connectionId: string }).connectionId)).toContain(later);
  expect(await queuedJobs(stage)).toHaveLength(3);
});
