import { type AutotaskClient, createAutotaskClient } from "../autotask/client.ts";
import { AutotaskCredentials } from "../autotask/credentials.ts";
import { lookUpZone, type Zone } from "../autotask/zones.ts";
import { type SimulatorProcess, startSimulatorProcess } from "./simulator.ts";

export type ApiUser = { username: string; secret: string; trackingIdentifier: string; resourceId: number };
export type SimulatedTenant = { key: string; ci: number; apiUsers: ApiUser[] };

export type SimulatedAutotask = SimulatorProcess & {
  gate: { allowedHosts: string[] };
  /** The full API user of the demo tenant. */
  user: ApiUser;
  tenant: SimulatedTenant;
  userNamed(username: string): ApiUser;
  lookUp(username: string): Promise<Zone>;
  clientOf(who: Omit<ApiUser, "resourceId">, timeoutMs?: number): Promise<AutotaskClient>;
  /** The id of a new ticket, opened by an active contact of a client company. */
  openTicket(): Promise<number>;
};

const DEMO_USER = "countersign@demo.example";

/** A simulator of its own with the demo tenant, and our client's way into it. */
export async function startSimulatedAutotask(): Promise<SimulatedAutotask> {
  const simulator = await startSimulatorProcess();
  const { control } = simulator;
  const gate = { allowedHosts: [simulator.host] };
  const tenants = (await control("tenants", undefined, "GET")) as SimulatedTenant[];
  const tenant = found(tenants.find(({ apiUsers }) => apiUsers.some(({ username }) => username === DEMO_USER)));
  const userNamed = (name: string) => found(tenant.apiUsers.find(({ username }) => username === name));
  const lookUp = (username: string) => lookUpZone({ lookupUrl: `${simulator.url}/atservicesrest/v1.0/zoneInformation`, username, gate });
  return {
    ...simulator,
    ...{ gate, tenant, userNamed, lookUp },
    user: userNamed(DEMO_USER),
    async clientOf(who, timeoutMs = 5_000) {
      const { zoneUrl } = await lookUp(DEMO_USER);
      return createAutotaskClient({ zoneUrl, credentials: new AutotaskCredentials(who), gate, limits: { timeoutMs } });
    },
    async openTicket() {
      const contacts = (await control("rows/Contacts", undefined, "GET")) as { id: number; companyID: number; isActive: unknown }[];
      const contact = found(contacts.find(({ companyID, isActive }) => companyID > 0 && Number(isActive) === 1));
      const ticket = (await control("tickets", { contactId: contact.id, title: "Password reset" })) as { id: number };
      return ticket.id;
    },
  };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The simulator's demo tenant is not as these tests expect it");
  return value;
}
