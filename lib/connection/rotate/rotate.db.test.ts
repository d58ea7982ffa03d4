import { afterAll, beforeAll, expect, test } from "vitest";
import { proveCredentials } from "../../autotask/version.ts";
import { actor, connectedTo, openStage, type SimulatedTenant, type Stage } from "../../testing/connecting.ts";
import { anotherUser, runRotation, valuesOf } from "../../testing/rotating.ts";
import { queuedJobs } from "../../testing/test-deps.ts";
import { withAutotask } from "../autotask-for.ts";
import { disconnect } from "../disconnect.ts";
import { getConnectionStatus } from "../queries.ts";
import { handleRemoveWebhook } from "../remove-webhook.handler.ts";
import { cancelRotation } from "./cancel-rotation.ts";
import { enterCredentials } from "./enter-credentials.ts";
import { getCredentials } from "./queries.ts";
import { startRotation } from "./start-rotation.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

type Place = { organizationId: string; connectionId: string; actor: typeof actor };
const use = (place: Place) => withAutotask(stage, place.connectionId, proveCredentials);
const rowOf = ({ connectionId }: Place) => stage.db.connection.findUniqueOrThrow({ where: { id: connectionId } });
const rotationOf = ({ connectionId }: Place) =>
  stage.db.credentialRotation.findFirstOrThrow({ where: { connectionId }, orderBy: { startedAt: "desc" } });
/** Calls with this user's credentials that Autotask has received. */
async function byUser({ key }: SimulatedTenant, username: string): Promise<number> {
  const calls = await stage.simulator.control(`calls?tenant=${key}&user=${encodeURIComponent(username)}`, undefined, "GET");
  return (calls as { path: string }[]).filter(({ path }) => !/zoneInformation/i.test(path)).length;
}

/** Past the time for late deliveries. */
async function runToTheEnd(place: Place): Promise<void> {
  await runRotation(stage, place);
  stage.setNow(new Date(Date.now() + 160_000));
  await runRotation(stage, place);
  stage.setNow(new Date());
}

test("a move to a new API user with a vendor identifier: new webhook ready, switched, old one gone, nothing secret kept", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const [old] = await stage.webhooksOf(tenant);
  const user = await anotherUser(stage, tenant);

  expect(await enterCredentials(stage, { ...place, values: valuesOf(user) })).toMatchObject({ ok: true, authenticatedCalls: 1 });
  await startRotation(stage, place);
  await runRotation(stage, place);

  const switched = await getCredentials(stage, place);
  expect(switched.stored).toMatchObject({ email: user.email, trackingIdentifierKind: "vendor", version: 2, setByName: actor.name });
  expect(switched.open).toMatchObject({
    state: "running",
    canCancel: false,
    switchedAt: expect.any(String),
    removeOldAt: expect.any(String),
  });
  const both = await stage.webhooksOf(tenant);
  expect(both).toHaveLength(2);
  for (const webhook of both) {
    expect(webhook).toMatchObject({ isActive: true, isReady: true });
    expect(webhook.excludedResources.map(({ resourceID }) => resourceID).sort()).toEqual([tenant.user.resourceId, user.resourceId].sort());
  }
  await use(place);

  stage.setNow(new Date(Date.now() + 160_000));
  await runRotation(stage, place);
  stage.setNow(new Date());

  const [kept, ...more] = await stage.webhooksOf(tenant);
  expect(more).toEqual([]);
  expect(kept?.id).not.toBe(old?.id);
  const row = await rowOf(place);
  expect(Number(row.webhookId)).toBe(kept?.id);
  expect(Number(row.apiResourceId)).toBe(user.resourceId);
  expect(await getCredentials(stage, place)).toMatchObject({ open: null, history: [{ state: "done", leftBehind: null }] });
  const rotation = await rotationOf(place);
  for (const [column, value] of Object.entries(rotation)) if (/Sealed$|slotKey|KeyHash/.test(column)) expect(value, column).toBeNull();
  await use(place);
});

test("a new secret of the same API user is in use at once and its webhook stays", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const [webhook] = await stage.webhooksOf(tenant);
  await stage.changeUser(tenant, { secret: "changed in Autotask" });
  const values = {
    ...valuesOf(tenant.user),
    username: "",
    trackingIdentifier: "",
    secret: "changed in Autotask",
    apiUser: "same" as const,
  };

  expect((await enterCredentials(stage, { ...place, values })).ok).toBe(true);
  await startRotation(stage, place);
  await runRotation(stage, place);

  expect((await stage.webhooksOf(tenant)).map(({ id }) => id)).toEqual([webhook?.id]);
  const seen = await getCredentials(stage, place);
  expect(seen).toMatchObject({ stored: { version: 2, blockedAt: null }, open: null, history: [{ state: "done", moves: false }] });
  await use(place);
});

test("a new secret of the same API user takes the place of one that Autotask refuses already, and what was parked goes on", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  await stage.changeUser(tenant, { secret: "changed in Autotask" });
  await expect(use(place)).rejects.toMatchObject({ code: "connection.blocked" });
  const values = { ...valuesOf(tenant.user, { apiUser: "same", secret: "changed in Autotask" }), username: "" };

  await enterCredentials(stage, { ...place, values });
  await startRotation(stage, place);
  await runRotation(stage, place);

  expect(await getCredentials(stage, place)).toMatchObject({ open: null, stored: { version: 2, blockedAt: null } });
  await use(place);
});

test("the same user name counts as the same API user, whatever was chosen", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const values = valuesOf(tenant.user, { username: tenant.user.username.toUpperCase() });

  await enterCredentials(stage, { ...place, values });

  expect((await getCredentials(stage, place)).open).toMatchObject({ apiUser: "same", moves: false });
});

test("after a new API user was entered, choosing the same one takes nothing of the other: no half-and-half sign-in leaves", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const user = await anotherUser(stage, tenant);
  await enterCredentials(stage, { ...place, values: valuesOf(user, { secret: "not this" }) });
  await stage.changeUser(tenant, { secret: "changed in Autotask" });
  const calls = await byUser(tenant, user.username);

  const values = valuesOf(tenant.user, { apiUser: "same", username: "", trackingIdentifier: "", secret: "changed in Autotask" });
  expect(await enterCredentials(stage, { ...place, values })).toMatchObject({ ok: true, authenticatedCalls: 1 });

  expect(await byUser(tenant, user.username)).toBe(calls);
  expect((await getCredentials(stage, place)).open).toMatchObject({ apiUser: "same", canReplace: true });
});

test("a webhook of the same API user that is gone is made anew", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const [old] = await stage.webhooksOf(tenant);
  await stage.simulator.control(`webhooks/${old?.id}?tenant=${tenant.key}`, undefined, "DELETE");
  await stage.changeUser(tenant, { secret: "changed in Autotask" });

  await enterCredentials(stage, { ...place, values: valuesOf(tenant.user, { apiUser: "same", secret: "changed in Autotask" }) });
  await startRotation(stage, place);
  await runToTheEnd(place);

  const [made, ...more] = await stage.webhooksOf(tenant);
  expect(more).toEqual([]);
  expect(Number((await rowOf(place)).webhookId)).toBe(made?.id);
});

test("refused new credentials cost one failing call and nothing of those in use", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const user = await anotherUser(stage, tenant);
  const before = await rowOf(place);

  const enter = (secret: string, again = false) => enterCredentials(stage, { ...place, values: valuesOf(user, { secret }), again });
  expect((await enter("not this")).failure).toMatchObject({ code: "connection.secret_refused", field: "secret" });
  expect((await enter("not this")).failure?.code).toBe("connection.secret_refused");
  await Promise.all(Array.from({ length: 5 }, () => enter("not this")));
  expect(await byUser(tenant, user.username)).toBe(1);
  await enter("not this", true);
  expect(await byUser(tenant, user.username)).toBe(2);

  await expect(startRotation(stage, place)).rejects.toMatchObject({ code: "connection.not_tested" });
  expect(await rowOf(place)).toEqual(before);
  await use(place);
});

test("only the wrong value has to be typed again", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const user = await anotherUser(stage, tenant);
  await enterCredentials(stage, { ...place, values: valuesOf(user, { secret: "not this" }) });

  const values = valuesOf(user, { username: "", trackingIdentifier: "" });
  expect((await enterCredentials(stage, { ...place, values })).ok).toBe(true);
});

test("credentials of another Autotask database are refused before any call with them", async () => {
  const [tenant, other] = [await stage.newTenant(), await stage.newTenant()];
  const place = await connectedTo(stage, tenant);

  const test = await enterCredentials(stage, { ...place, values: valuesOf(other.user) });

  expect(test).toMatchObject({ ok: false, authenticatedCalls: 0, failure: { code: "connection.other_database", field: "username" } });
  expect(await stage.callsOf(other)).toEqual([]);
  await expect(startRotation(stage, place)).rejects.toMatchObject({ code: "connection.not_tested" });
});

test.each([
  ["may create no webhook", { webhooks: { canCreate: false, max: 0 } }, "connection.webhook_right_missing"],
  ["may not read tickets", { access: { Tickets: { view: "None" } } }, "connection.permission_missing"],
] as const)("a new API user that %s stops before the switch, and goes on when that is mended", async (_what, changes, code) => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const user = await anotherUser(stage, tenant);
  await stage.changeLevel(tenant, changes);
  await enterCredentials(stage, { ...place, values: valuesOf(user) });
  await startRotation(stage, place);
  await runRotation(stage, place);

  const { open, stored } = await getCredentials(stage, place);
  expect(open).toMatchObject({ state: "failed", canCancel: true, failure: { code } });
  expect(stored.version).toBe(1);
  expect(await stage.webhooksOf(tenant)).toHaveLength(1);

  await stage.changeLevel(tenant, { webhooks: { canCreate: true, max: 5 }, access: { Tickets: { view: "All" } } });
  await startRotation(stage, place);
  await runToTheEnd(place);
  expect(await getCredentials(stage, place)).toMatchObject({ stored: { version: 2 }, open: null });
  await use(place);
});

test("a webhook limit that is reached names the fix and leaves the old webhook working", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const user = await anotherUser(stage, tenant);
  await enterCredentials(stage, { ...place, values: valuesOf(user) });
  await startRotation(stage, place);
  await stage.changeLevel(tenant, { webhooks: { max: 0 } });
  await runRotation(stage, place);

  expect((await getCredentials(stage, place)).open).toMatchObject({ state: "failed", switchedAt: null });
  expect(await stage.webhooksOf(tenant)).toHaveLength(1);
  await use(place);
});

test("where the old credentials are refused already, the new ones are used before the webhook moves, and what waited goes on", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const user = await anotherUser(stage, tenant);
  await stage.changeUser(tenant, { secret: "changed in Autotask" });
  await expect(use(place)).rejects.toMatchObject({ code: "connection.blocked" });
  const { organizationId, connectionId } = place;
  const { id: deliveryId } = await stage.db.delivery.create({ data: { organizationId, connectionId, eventKey: "parked" } });
  const refusedCalls = await byUser(tenant, tenant.user.username);

  await enterCredentials(stage, { ...place, values: valuesOf(user) });
  await startRotation(stage, place);
  await stage.changeLevel(tenant, { webhooks: { max: 0 } });
  await runRotation(stage, place);

  // The webhook could not move yet; the values are in use all the same.
  await use(place);
  expect(await queuedJobs(stage)).toContainEqual(expect.objectContaining({ name: "intake.process-delivery", payload: { deliveryId } }));
  await stage.changeLevel(tenant, { webhooks: { max: 5 } });
  await startRotation(stage, place);
  await runToTheEnd(place);

  expect(await getCredentials(stage, place)).toMatchObject({ stored: { blockedAt: null, version: 2 }, open: null });
  expect(await stage.webhooksOf(tenant)).toHaveLength(1);
  expect(await byUser(tenant, tenant.user.username)).toBe(refusedCalls);
  expect((await getConnectionStatus(stage, place)).credentials.blockedAt).toBeNull();
});

test("an old webhook that nobody may delete is named with its id and place, and the rotation ends all the same", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const [old] = await stage.webhooksOf(tenant);
  const user = await anotherUser(stage, tenant);
  await enterCredentials(stage, { ...place, values: valuesOf(user) });
  await startRotation(stage, place);
  await stage.fault(tenant, { kind: "status", collection: "TicketWebhooks", method: "DELETE", status: 500, text: "Not this." });
  await runToTheEnd(place);

  const [ended] = (await getCredentials(stage, place)).history;
  expect(ended).toMatchObject({
    state: "done",
    leftBehind: { id: old?.id, menuPath: expect.arrayContaining(["Outgoing Webhooks"]), reason: { answer: "Not this." } },
  });
  await use(place);
});

test("an old API user that is off by now does not stop its webhook from being deleted by the new one", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const user = await anotherUser(stage, tenant);
  await enterCredentials(stage, { ...place, values: valuesOf(user) });
  await startRotation(stage, place);
  await runRotation(stage, place);
  await stage.changeUser(tenant, { isActive: false });
  // A person need not wait for late deliveries.
  await startRotation(stage, place);
  await runRotation(stage, place);

  expect(await getCredentials(stage, place)).toMatchObject({ open: null, history: [{ state: "done", leftBehind: null }] });
  expect(await stage.webhooksOf(tenant)).toHaveLength(1);
});

test("there is never a second exchange beside one that runs", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const user = await anotherUser(stage, tenant);
  const values = valuesOf(user);
  await Promise.allSettled([1, 2, 3].map(() => enterCredentials(stage, { ...place, values })));
  expect(await stage.db.credentialRotation.count({ where: { connectionId: place.connectionId } })).toBe(1);

  const started = await Promise.allSettled([1, 2, 3].map(() => startRotation(stage, place)));
  expect(started.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(enterCredentials(stage, { ...place, values })).rejects.toMatchObject({ code: "connection.rotation_running" });
  await runRotation(stage, place);
  await expect(cancelRotation(stage, place)).rejects.toMatchObject({ code: "connection.rotation_switched" });
});

test("what was entered and not begun is erased when it is cancelled", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const user = await anotherUser(stage, tenant);
  await enterCredentials(stage, { ...place, values: valuesOf(user) });

  await cancelRotation(stage, place);

  expect(await rotationOf(place)).toMatchObject({ state: "cancelled", usernameSealed: null, secretSealed: null });
  expect(await getCredentials(stage, place)).toMatchObject({ open: null, history: [] });
  await use(place);
});

test("Disconnect in the middle leaves neither webhook and no secret", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const user = await anotherUser(stage, tenant);
  await enterCredentials(stage, { ...place, values: valuesOf(user) });
  await startRotation(stage, place);
  await stage.fault(tenant, { kind: "html", collection: "TicketWebhookFields", method: "POST", count: 1 });
  await expect(runRotation(stage, place)).rejects.toMatchObject({ retry: { when: "backoff" } });
  expect(await stage.webhooksOf(tenant)).toHaveLength(2);

  await disconnect(stage, { ...place, cancelOpenVerifications: async () => {} });
  await runRotation(stage, place);
  const { generation } = await rowOf(place);
  const payload = { connectionId: place.connectionId, generation };
  await handleRemoveWebhook(stage, { payload, log: stage.log, signal: new AbortController().signal, attempt: 1 });

  expect(await stage.webhooksOf(tenant)).toEqual([]);
  expect(await rotationOf(place)).toMatchObject({ state: "cancelled", secretSealed: null, webhookSecretSealed: null });
  expect(await stage.db.webhookDoor.count({ where: { connectionId: place.connectionId } })).toBe(0);
});
