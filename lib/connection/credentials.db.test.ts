import { afterAll, beforeAll, expect, test } from "vitest";
import { proveCredentials } from "../autotask/version.ts";
import { connectedTo, draftFor, openStage, type Stage } from "../testing/connecting.ts";
import { makeOrganization } from "../testing/factories.ts";
import { startStubHttp } from "../testing/stub-http.ts";
import { queuedJobs } from "../testing/test-deps.ts";
import { withAutotask } from "./autotask-for.ts";
import { checkNow } from "./check-now.ts";
import { getConnectionStatus, getDraft } from "./queries.ts";
import { saveFourValues } from "./save-four-values.ts";
import { testConnection } from "./test-connection.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const unchanged = { username: "", secret: "", trackingIdentifier: "", zoneOverride: null };

test("the right values are accepted with one look-up and one call, and the zone is named", async () => {
  const tenant = await stage.newTenant();
  const place = await draftFor(stage, tenant);

  const result = await testConnection(stage, place);

  expect(result).toMatchObject({ ok: true, zoneHost: stage.simulator.host, lookUps: 1, authenticatedCalls: 1, failure: null });
  expect(await stage.callsOf(tenant)).toHaveLength(1);
  expect(await getDraft(stage, place)).toMatchObject({ tested: true, has: { username: true, secret: true, trackingIdentifier: true } });
});

test.each([
  ["a wrong user name", { username: "nobody@nowhere.example" }, "connection.username_unknown", "username", 0],
  ["a wrong secret", { secret: "not this" }, "connection.secret_refused", "secret", 1],
  ["a wrong tracking identifier, answered as a wrong secret,", { trackingIdentifier: "NOTTHIS" }, "connection.secret_refused", "secret", 1],
] as const)("%s names one field and costs at most one call", async (_name, wrong, code, field, calls) => {
  const tenant = await stage.newTenant();
  const place = await draftFor(stage, tenant, wrong);

  const result = await testConnection(stage, place);

  expect(result).toMatchObject({ ok: false, failure: { code, field }, authenticatedCalls: calls });
  expect((await getDraft(stage, place)).tested).toBe(false);
});

test("eight presses of Test at once with a wrong secret cost one failed sign-in", async () => {
  const tenant = await stage.newTenant();
  const place = await draftFor(stage, tenant, { secret: "not this" });

  const results = await Promise.all(Array.from({ length: 8 }, (_, press) => testConnection(stage, { ...place, again: press > 3 })));

  expect(results.map(({ failure }) => failure?.code)).toEqual(Array(8).fill("connection.secret_refused"));
  expect(await stage.callsOf(tenant)).toHaveLength(1);
});

test("a press of Test again that was slow on its way, and arrives when another try has just ended, costs no failed sign-in", async () => {
  const tenant = await stage.newTenant();
  const place = await draftFor(stage, tenant, { secret: "not this" });
  const other = Promise.withResolvers<void>();
  // Its turn comes only when the other try has given the place back, so it never has to wait for it.
  const slow = new Proxy(stage.pool, {
    get: (pool, name) =>
      name === "query"
        ? (...asked: unknown[]) => other.promise.then(() => Reflect.apply(pool.query, pool, asked))
        : Reflect.get(pool, name, pool),
  });

  const late = testConnection({ ...stage, pool: slow }, { ...place, again: true });
  expect((await testConnection(stage, place)).failure?.code).toBe("connection.secret_refused");
  other.resolve();

  expect((await late).failure?.code).toBe("connection.secret_refused");
  expect(await stage.callsOf(tenant)).toHaveLength(1);
});

test("a Test that is refused on a connection in use stops all calls until a person acts", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  await stage.changeUser(tenant, { secret: "changed in Autotask" });

  expect(await testConnection(stage, place)).toMatchObject({ ok: false, failure: { code: "connection.access_withdrawn" } });
  const calls = (await stage.callsOf(tenant)).length;
  await expect(withAutotask(stage, place.connectionId, proveCredentials)).rejects.toMatchObject({ code: "connection.blocked" });

  expect(await stage.callsOf(tenant)).toHaveLength(calls);
  expect((await getConnectionStatus(stage, place)).credentials).toMatchObject({ blocked: { code: "connection.access_withdrawn" } });
});

test("a wrong tracking identifier is named where Autotask tells it apart", async () => {
  const tenant = await stage.newTenant();
  await stage.simulator.control("behaviour", { tenant: tenant.key, badIntegrationCode: "500" }, "PATCH");
  const place = await draftFor(stage, tenant, { trackingIdentifier: "NOTTHIS" });

  const { failure } = await testConnection(stage, place);

  expect(failure).toMatchObject({ code: "connection.tracking_identifier_refused", field: "trackingIdentifier" });
});

test("values that were refused are not sent again unless a person presses Test again", async () => {
  const tenant = await stage.newTenant();
  const place = await draftFor(stage, tenant, { secret: "not this" });
  await testConnection(stage, place);
  const calls = (await stage.callsOf(tenant)).length;

  expect(await testConnection(stage, place)).toMatchObject({ failure: { code: "connection.secret_refused" } });
  expect(await stage.callsOf(tenant)).toHaveLength(calls);
  await testConnection(stage, { ...place, again: true });
  expect(await stage.callsOf(tenant)).toHaveLength(calls + 1);
});

test("no network is told from wrong values", async () => {
  const place = await draftFor(stage, await stage.newTenant());
  const offline = { ...stage, autotask: { zoneLookupUrl: new URL("http://127.0.0.1:9/zoneInformation"), allowedHosts: ["127.0.0.1:9"] } };

  expect((await testConnection(offline, place)).failure).toMatchObject({ code: "connection.network", field: null });
});

test("a zone that is not Autotask's is not called, whoever named it", async () => {
  const tenant = await stage.newTenant();
  const place = await draftFor(stage, tenant);
  const stub = await startStubHttp((_request, response) => {
    response.end(JSON.stringify({ url: `${stage.simulator.url}/ATServicesRest/`, ci: tenant.ci }));
  });
  const lying = { ...stage, autotask: { zoneLookupUrl: new URL(`http://${stub.host}/zoneInformation`), allowedHosts: [stub.host] } };

  expect((await testConnection(lying, place)).failure).toMatchObject({ code: "connection.zone_refused" });
  expect(await stage.callsOf(tenant)).toEqual([]);
  await stub.close();
});

test.each([
  "http://169.254.169.254/",
  "https://webservices15.autotask.net.evil.com/",
  "https://evilautotask.net/",
  "https://x@webservices2.autotask.net/",
])("a zone set by hand to %s is refused on its field", async (zoneOverride) => {
  const place = await draftFor(stage, await stage.newTenant());
  const values = { email: "a@b.example", ...unchanged, zoneOverride };

  await expect(saveFourValues(stage, { ...place, values })).rejects.toMatchObject({
    code: "connection.zone_refused",
    field: "zoneOverride",
  });
});

test("an empty value keeps the stored one, and a changed one asks for a new test", async () => {
  const tenant = await stage.newTenant();
  const place = await draftFor(stage, tenant);
  await testConnection(stage, place);

  await saveFourValues(stage, { ...place, values: { email: "new@b.example", ...unchanged } });
  expect(await getDraft(stage, place)).toMatchObject({ email: "new@b.example", tested: true });
  await saveFourValues(stage, { ...place, values: { email: "new@b.example", ...unchanged, secret: tenant.user.secret } });
  expect((await getDraft(stage, place)).tested).toBe(false);
  expect((await testConnection(stage, place)).ok).toBe(true);
});

test("nothing secret is stored readable or shown", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);

  const row = await stage.db.connection.findUniqueOrThrow({ where: { id: place.connectionId } });
  const audit = await stage.db.auditEntry.findMany({ where: { organizationId: place.organizationId } });
  const shown = JSON.stringify([await getDraft(stage, place), await getConnectionStatus(stage, place), audit, await queuedJobs(stage)]);
  const stored = Object.values(row).map((value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : JSON.stringify(value, plain),
  );
  for (const secret of [tenant.user.username, tenant.user.secret, tenant.user.trackingIdentifier]) {
    expect(shown).not.toContain(secret);
    expect(stored.join()).not.toContain(secret);
  }
});

test("another organization's connection is not there, whatever is asked of it", async () => {
  const place = await draftFor(stage, await stage.newTenant());
  const { id: organizationId } = await makeOrganization(stage.db);
  const foreign = { ...place, organizationId };

  const missing = { code: "connection.not_found" };
  await expect(testConnection(stage, foreign)).rejects.toMatchObject(missing);
  await expect(getDraft(stage, foreign)).rejects.toMatchObject(missing);
  await expect(checkNow(stage, foreign)).rejects.toMatchObject(missing);
  await expect(saveFourValues(stage, { ...foreign, values: { email: "a@b.example", ...unchanged } })).rejects.toMatchObject(missing);
});

test("after one refused sign-in nothing is called until a person acts", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  await stage.changeUser(tenant, { secret: "changed in Autotask" });
  const before = (await stage.callsOf(tenant)).length;
  const call = () => withAutotask(stage, place.connectionId, proveCredentials);

  await expect(call()).rejects.toMatchObject({ code: "connection.blocked", cause: { code: "autotask.unauthorized" } });
  for (let more = 0; more < 5; more += 1) await expect(call()).rejects.toMatchObject({ code: "connection.blocked" });
  expect(await checkNow(stage, place)).toMatchObject({ code: "connection.access_withdrawn" });

  expect(await stage.callsOf(tenant)).toHaveLength(before + 1);
  expect(await getConnectionStatus(stage, place)).toMatchObject({
    verdict: "blocked",
    credentials: { blocked: { code: "connection.access_withdrawn" } },
  });
});

test("twenty jobs at once that meet a changed secret cost no more calls than are under way", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  await stage.changeUser(tenant, { secret: "changed in Autotask" });
  const before = (await stage.callsOf(tenant)).length;

  await Promise.allSettled(Array.from({ length: 20 }, () => withAutotask(stage, place.connectionId, proveCredentials)));

  expect((await stage.callsOf(tenant)).length - before).toBeLessThanOrEqual(2);
});

test("a database that moved to another zone is followed at once, and the move is recorded", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const moved = (await stage.simulator.control("zone-move", { tenant: tenant.key, zone: `Zone of ${tenant.key}` })) as { url: string };
  const reachable = { ...stage, autotask: { ...stage.autotask, allowedHosts: [stage.simulator.host, new URL(moved.url).host] } };

  await withAutotask(reachable, place.connectionId, proveCredentials);

  const status = await getConnectionStatus(stage, place);
  expect(status).toMatchObject({ zoneHost: new URL(moved.url).host, credentials: { blockedAt: null } });
  expect(await stage.db.auditEntry.count({ where: { organizationId: place.organizationId, action: "connection.zone_moved" } })).toBe(1);
});

test("one more try by a person ends the block and queues what it had parked", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  await stage.changeUser(tenant, { secret: "changed in Autotask" });
  await expect(withAutotask(stage, place.connectionId, proveCredentials)).rejects.toMatchObject({ code: "connection.blocked" });
  const { organizationId, connectionId } = place;
  const { id: deliveryId } = await stage.db.delivery.create({ data: { organizationId, connectionId, eventKey: "parked" } });
  await stage.changeUser(tenant, { secret: tenant.user.secret });

  expect((await testConnection(stage, { ...place, again: true })).ok).toBe(true);

  await withAutotask(stage, connectionId, proveCredentials);
  expect(await queuedJobs(stage)).toContainEqual(expect.objectContaining({ name: "intake.process-delivery", payload: { deliveryId } }));
});

const plain = (_key: string, value: unknown) => (typeof value === "bigint" ? Number(value) : value);
