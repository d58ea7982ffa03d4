import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { minutes } from "../../platform/clock.ts";
import { connectedTo, openStage, type SimulatedTenant, type Stage } from "../../testing/connecting.ts";
import { jobRun, queuedJobs, type TestDeps } from "../../testing/test-deps.ts";
import { handleCheck } from "../check.handler.ts";
import { withConnectionLock } from "../connect/connection-lock.ts";
import { webhookUrl } from "../connect/webhook-address.ts";
import { getConnectionStatus } from "../queries.ts";
import { watchRhythm } from "./rhythm.ts";

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
