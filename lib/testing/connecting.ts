import { handleConnect } from "../connection/connect/connect.handler.ts";
import { startConnect } from "../connection/connect/start-connect.ts";
import { createDraft } from "../connection/draft.ts";
import { saveFourValues } from "../connection/save-four-values.ts";
import type { FourValues } from "../connection/schema.ts";
import { testConnection } from "../connection/test-connection.ts";
import { connectConnection as connectJob } from "../jobs/catalog.ts";
import { makeOrganization } from "./factories.ts";
import { type SimulatorProcess, startSimulatorProcess } from "./simulator.ts";
import { jobRun, type TestDeps, testDeps } from "./test-deps.ts";

export type SimulatedWebhook = {
  id: number;
  name: string;
  webhookUrl: string;
  isActive: boolean;
  isReady: boolean;
  fields: { fieldID: number; isSubscribedField: boolean }[];
  excludedResources: { resourceID: number }[];
};
export type SimulatedCall = { number: number; method: string; path: string; collection: string | null; status: number | null };

/** A database, an Autotask simulator, and what it takes to connect the two. */
export type Stage = TestDeps & {
  simulator: SimulatorProcess;
  /** A simulated Autotask database of its own, with one API user that may do all it should. */
  newTenant(): Promise<SimulatedTenant>;
  /** Calls with credentials that Autotask has received from this user, oldest first. */
  callsOf(tenant: SimulatedTenant): Promise<SimulatedCall[]>;
  webhooksOf(tenant: SimulatedTenant): Promise<SimulatedWebhook[]>;
  changeUser(tenant: SimulatedTenant, changes: Record<string, unknown>): Promise<unknown>;
  changeLevel(tenant: SimulatedTenant, changes: Record<string, unknown>): Promise<unknown>;
  fault(tenant: SimulatedTenant, fault: Record<string, unknown>): Promise<unknown>;
};

type ApiUser = { username: string; secret: string; trackingIdentifier: string; email: string; securityLevelId: number; resourceId: number };
export type SimulatedTenant = { key: string; ci: number; apiUsers: ApiUser[]; user: ApiUser };

export const actor = { kind: "member", id: "0199a000-0000-7000-8000-000000000001", name: "Inés Bağcı" } as const;

/** Starts all of it; `close` ends it. Autotask's messages to us go nowhere: nothing listens at our address. */
export async function openStage(): Promise<Stage> {
  const [deps, simulator] = await Promise.all([testDeps(), startSimulatorProcess()]);
  let tenants = 0;
  const named = (tenant: SimulatedTenant, fields: Record<string, unknown>) => ({ ...fields, tenant: tenant.key });
  return {
    ...deps,
    appUrl: new URL("http://127.0.0.1:9/"),
    autotask: { zoneLookupUrl: new URL(`${simulator.url}/atservicesrest/v1.0/zoneInformation`), allowedHosts: [simulator.host] },
    simulator,
    async newTenant() {
      tenants += 1;
      const made = (await simulator.control("tenants", { key: `t${process.pid}-${tenants}` })) as Omit<SimulatedTenant, "user">;
      const [user] = made.apiUsers;
      if (!user) throw new Error("The simulator made a tenant without an API user");
      return { ...made, user };
    },
    callsOf: async ({ key }) =>
      ((await simulator.control(`calls?tenant=${key}`, undefined, "GET")) as SimulatedCall[]).filter(
        ({ path }) => !/zoneInformation/i.test(path),
      ),
    webhooksOf: async ({ key }) => (await simulator.control(`webhooks?tenant=${key}`, undefined, "GET")) as SimulatedWebhook[],
    changeUser: (tenant, changes) => simulator.control(`users/${encodeURIComponent(tenant.user.username)}`, changes, "PATCH"),
    changeLevel: (tenant, changes) => simulator.control(`levels/${tenant.user.securityLevelId}`, named(tenant, changes), "PATCH"),
    fault: (tenant, fault) => simulator.control("faults", named(tenant, fault)),
    close: async () => {
      await Promise.all([deps.close(), simulator.close()]);
    },
  };
}

type Place = { organizationId: string; connectionId: string; actor: typeof actor };

/** A draft with the tenant's four values saved, some of them replaced. */
export async function draftFor(stage: Stage, tenant: SimulatedTenant, wrong: Partial<FourValues> = {}): Promise<Place> {
  const { id: organizationId } = await makeOrganization(stage.db);
  const { connectionId } = await createDraft(stage, { organizationId, actor, name: tenant.key });
  const { email, username, secret, trackingIdentifier } = tenant.user;
  const values = { email, username, secret, trackingIdentifier, zoneOverride: null, ...wrong };
  await saveFourValues(stage, { organizationId, connectionId, actor, values });
  return { organizationId, connectionId, actor };
}

/** A draft that Autotask accepted, with Connect pressed. */
export async function startedFor(stage: Stage, tenant: SimulatedTenant): Promise<Place> {
  const place = await draftFor(stage, tenant);
  const test = await testConnection(stage, place);
  if (!test.ok) throw new Error(`The test of the credentials failed: ${test.failure?.code}`);
  await startConnect(stage, place);
  return place;
}

/** Runs the queued Connect once, as the worker would. */
export async function runConnect(stage: Stage, { connectionId }: Pick<Place, "connectionId">, deps: TestDeps = stage): Promise<void> {
  const { generation } = await stage.db.connection.findUniqueOrThrow({ where: { id: connectionId }, select: { generation: true } });
  const payload = connectJob.payload.parse({ connectionId, generation });
  await handleConnect(deps, jobRun(deps, payload));
}

/** A connection in use. */
export async function connectedTo(stage: Stage, tenant: SimulatedTenant): Promise<Place> {
  const place = await startedFor(stage, tenant);
  await runConnect(stage, place);
  return place;
}
