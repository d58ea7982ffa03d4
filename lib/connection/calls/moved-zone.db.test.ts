import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getTicket, patchTicket } from "../../autotask/tickets.ts";
import { proveCredentials } from "../../autotask/version.ts";
import { connectedTo, openStage, type SimulatedCall, type SimulatedTenant, type Stage } from "../../testing/connecting.ts";
import { type StubHttp, startStubHttp } from "../../testing/stub-http.ts";
import { queuedJobs, type TestDeps } from "../../testing/test-deps.ts";
import { withAutotask } from "../autotask-for.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

type Place = { organizationId: string; connectionId: string };
type Arranged = { tenant: SimulatedTenant; place: Place };

/** An address of Autotask that nobody answers at any more. */
const DEAD = "http://127.0.0.1:9/ATServicesRest/";

async function connected(): Promise<Arranged> {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  await stage.simulator.control("calls", undefined, "DELETE");
  return { tenant, place };
}

/** The database answers at another address from now on, and with 401 at the old one. */
async function move({ tenant }: Arranged): Promise<{ deps: TestDeps; host: string }> {
  const { url } = (await stage.simulator.control("zone-move", { tenant: tenant.key, zone: `Zone of ${tenant.key}` })) as { url: string };
  const { host } = new URL(url);
  return { deps: reaching(host), host };
}

const reaching = (...hosts: string[]): TestDeps => ({
  ...stage,
  autotask: { ...stage.autotask, allowedHosts: [stage.simulator.host, "127.0.0.1:9", ...hosts] },
});
const become = ({ place }: Arranged, data: object) => stage.db.connection.update({ where: { id: place.connectionId }, data });
const row = ({ place }: Arranged) => stage.db.connection.findUniqueOrThrow({ where: { id: place.connectionId } });
const eventsOf = async ({ place }: Arranged) =>
  stage.db.connectionEvent.findMany({
    where: { connectionId: place.connectionId, kind: { in: ["zone_moved", "zone_not_followed", "credentials_refused"] } },
    orderBy: { id: "asc" },
    select: { kind: true, params: true },
  });
const incidentsOf = ({ place }: Arranged) =>
  stage.db.incident.findMany({ where: { connectionId: place.connectionId }, select: { kind: true, closedBy: true } });
const prove = (deps: TestDeps, { place }: Arranged) => withAutotask(deps, place.connectionId, proveCredentials);
const lookUpsOf = async ({ tenant }: Arranged) =>
  ((await stage.simulator.control(`calls?tenant=${tenant.key}`, undefined, "GET")) as SimulatedCall[]).filter(({ path }) =>
    /zoneInformation/i.test(path),
  ).length;
const callsOf = async ({ tenant }: Arranged) => (await stage.callsOf(tenant)).map(({ status }) => status);

describe("a database that has moved", () => {
  test("is followed after a refusal: one look-up, one more call, and it is logged, told and audited", async () => {
    const arranged = await connected();
    const from = stage.simulator.host;
    const { deps, host } = await move(arranged);

    await prove(deps, arranged);

    expect([await callsOf(arranged), await lookUpsOf(arranged)]).toEqual([[401, 200], 1]);
    expect(await row(arranged)).toMatchObject({ zoneUrl: `http://${host}/ATServicesRest/`, blockedAt: null, lastErrorCode: null });
    expect(await eventsOf(arranged)).toEqual([
      { kind: "credentials_refused", params: {} },
      { kind: "zone_moved", params: { from, to: host } },
    ]);
    expect(await incidentsOf(arranged)).toEqual([{ kind: "credentials", closedBy: "repaired" }]);
    const { organizationId } = arranged.place;
    const [entry] = await stage.db.auditEntry.findMany({ where: { organizationId, action: "connection.zone_moved" } });
    expect(entry?.details).toEqual({ from, to: host, override: false });
    const announced = (await queuedJobs(stage)).filter(({ name }) => name === "notification.announce-incident");
    expect(announced.length).toBeGreaterThanOrEqual(2);
  });

  test("is followed when its old host is gone, and the call is made, a write too and once", async () => {
    const arranged = await connected();
    const { id } = (await stage.simulator.control("tickets", { tenant: arranged.tenant.key, title: "MFA" })) as { id: number };
    await become(arranged, { zoneUrl: DEAD });

    await withAutotask(reaching(), arranged.place.connectionId, (autotask) => patchTicket(autotask, { id, status: 8 }));

    expect([await callsOf(arranged), await lookUpsOf(arranged)]).toEqual([[200], 1]);
    expect((await row(arranged)).zoneUrl).toBe(`${stage.simulator.url}/ATServicesRest/`);
    expect(await eventsOf(arranged)).toEqual([{ kind: "zone_moved", params: { from: "127.0.0.1:9", to: stage.simulator.host } }]);
    expect(await incidentsOf(arranged)).toEqual([{ kind: "outage", closedBy: "repaired" }]);
    const ticket = await withAutotask(reaching(), arranged.place.connectionId, (autotask) => getTicket(autotask, id));
    expect(ticket.status).toBe(8);
  });

  test("is followed by ten jobs at once with one look-up, and the old address is left alone", async () => {
    const arranged = await connected();
    const { deps } = await move(arranged);

    const ended = await Promise.allSettled(Array.from({ length: 10 }, () => prove(deps, arranged)));

    // Those that met the block while the look-up was under way are parked, and queued again when it lifts.
    const codes = ended.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : []));
    expect(codes.filter((code) => code !== "connection.blocked" && code !== "connection.no_slot")).toEqual([]);
    expect(await lookUpsOf(arranged)).toBe(1);
    expect((await callsOf(arranged)).filter((status) => status === 401).length).toBeLessThanOrEqual(2);
    expect(await row(arranged)).toMatchObject({ blockedAt: null });
  });

  test("and refuses there too costs two calls in all, and stays blocked", async () => {
    const arranged = await connected();
    const { deps, host } = await move(arranged);
    await stage.changeUser(arranged.tenant, { secret: "changed in Autotask" });

    await expect(prove(deps, arranged)).rejects.toMatchObject({ code: "connection.blocked" });
    await expect(prove(deps, arranged)).rejects.toMatchObject({ code: "connection.blocked" });

    expect([await callsOf(arranged), await lookUpsOf(arranged)]).toEqual([[401, 401], 1]);
    expect(await row(arranged)).toMatchObject({ zoneUrl: `http://${host}/ATServicesRest/`, blockedCode: "connection.access_withdrawn" });
  });
});

describe("what is not followed", () => {
  test("a refusal where the look-up names the same zone: one look-up, one call, blocked", async () => {
    const arranged = await connected();
    await stage.changeUser(arranged.tenant, { secret: "changed in Autotask" });
    for (let each = 0; each < 3; each += 1) await expect(prove(stage, arranged)).rejects.toMatchObject({ code: "connection.blocked" });
    expect([await callsOf(arranged), await lookUpsOf(arranged)]).toEqual([[401], 1]);
    expect(await eventsOf(arranged)).toEqual([{ kind: "credentials_refused", params: {} }]);
  });

  test("a zone that speaks for another database: nothing is sent there, and the page says what it named, once an hour", async () => {
    const arranged = await connected();
    const other = await namedByLookUp({ ci: arranged.tenant.ci + 1 });
    await become(arranged, { zoneUrl: DEAD });

    await expect(prove(other.deps, arranged)).rejects.toMatchObject({ code: "autotask.unavailable" });
    await expect(prove(other.deps, arranged)).rejects.toMatchObject({ code: "autotask.unavailable" });

    expect(other.called()).toEqual([]);
    expect((await row(arranged)).zoneUrl).toBe(DEAD);
    expect(await eventsOf(arranged)).toEqual([{ kind: "zone_not_followed", params: { used: "127.0.0.1:9", named: other.host } }]);
    await other.close();
  });

  test("a zone at a host that is not Autotask's, whoever names it", async () => {
    const arranged = await connected();
    const other = await namedByLookUp({ ci: arranged.tenant.ci, url: "https://webservices3.autotask.net.evil.example/ATServicesRest/" });
    await become(arranged, { zoneUrl: DEAD });
    await expect(prove(other.deps, arranged)).rejects.toMatchObject({ code: "autotask.unavailable" });
    expect(await row(arranged)).toMatchObject({ zoneUrl: DEAD });
    await other.close();
  });
});

describe("a zone that a person typed", () => {
  test("stays while it works, whatever the look-up names", async () => {
    const arranged = await connected();
    const { deps, host } = await move(arranged);
    const override = `http://${host}/ATServicesRest/`;
    await become(arranged, { zoneUrl: override, zoneOverride: override });

    await prove(deps, arranged);

    expect([await lookUpsOf(arranged), await row(arranged)]).toMatchObject([0, { zoneOverride: override, zoneUrl: override }]);
  });

  test("ends when it fails and the look-up names another zone of the same database", async () => {
    const arranged = await connected();
    await become(arranged, { zoneUrl: DEAD, zoneOverride: DEAD });

    await prove(reaching(), arranged);

    expect(await row(arranged)).toMatchObject({ zoneOverride: null, zoneUrl: `${stage.simulator.url}/ATServicesRest/` });
    const { organizationId } = arranged.place;
    const [entry] = await stage.db.auditEntry.findMany({ where: { organizationId, action: "connection.zone_moved" } });
    expect(entry?.details).toMatchObject({ override: true });
  });

  test("is kept when nobody can say that the other zone is of the same database", async () => {
    const arranged = await connected();
    await become(arranged, { zoneUrl: DEAD, zoneOverride: DEAD, databaseId: null });

    await expect(prove(reaching(), arranged)).rejects.toMatchObject({ code: "autotask.unavailable" });

    expect(await row(arranged)).toMatchObject({ zoneOverride: DEAD, zoneUrl: DEAD });
    expect(await callsOf(arranged)).toEqual([]);
    expect(await eventsOf(arranged)).toMatchObject([{ kind: "zone_not_followed" }]);
  });
});

/** A look-up that names a host of the operator's, or whatever address is given. */
async function namedByLookUp(answer: { ci: number; url?: string }) {
  const called: string[] = [];
  const zone: StubHttp = await startStubHttp(({ url }, response) => {
    if (/zoneInformation/i.test(url)) {
      response.end(JSON.stringify({ url: answer.url ?? `http://${zone.host}/ATServicesRest/`, ci: answer.ci }));
      return;
    }
    called.push(url);
    response.end("{}");
  });
  const zoneLookupUrl = new URL(`http://${zone.host}/atservicesrest/v1.0/zoneInformation`);
  const deps = { ...stage, autotask: { zoneLookupUrl, allowedHosts: [zone.host, "127.0.0.1:9"] } };
  return { deps, host: zone.host, called: () => called, close: () => zone.close() };
}
