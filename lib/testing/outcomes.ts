import type { ConnectionOptions } from "../connection/schema.ts";
import { connectionSecret, type SealedColumn } from "../connection/secret-places.ts";
import type { Deps } from "../platform/deps.ts";
import { newReceipt } from "../verification/receipt.ts";
import type { Outcome } from "../verification/states.ts";
import { makeConnection, makeOrganization, makeTicket } from "./factories.ts";
import type { SimulatorProcess } from "./simulator.ts";

// An outcome on a ticket of the simulator, and that ticket as people see it.

/** The demo user of the simulator's first tenant, and ids of that tenant's picklists. */
const user = {
  usernameSealed: "countersign@demo.example",
  secretSealed: "demo-secret-nordlicht-2026",
  trackingIdentifierSealed: "DEMOCOUNTERSIGNNORDLICHT001",
} satisfies Partial<Record<SealedColumn, string>>;
export const tenantIds = { noteTypeId: 201, notePublishId: 2, statusNew: 1, statusProven: 20, statusRefused: 21, statusOther: 8 };

type Note = { id: number; title: string; description: string; publish: number };
type Ticket = {
  id: number;
  ticketNumber: string;
  status: number;
  priority: number;
  resolution: string | null;
  userDefinedFields?: { name: string; value: string | null }[];
};

/** A simulator's tickets as people see them in Autotask. */
export function ticketsOf(simulator: SimulatorProcess) {
  const read = (path: string) => simulator.control(path, undefined, "GET");
  return {
    // The control API answers what it stores, and these are its columns.
    open: async () => (await simulator.control("tickets", { title: "MFA on a new phone" })) as Ticket,
    get: async (id: number) => (await read(`tickets/${id}`)) as Ticket,
    notes: async (id: number) => ((await read(`tickets/${id}/notes`)) as Note[]).filter(({ title }) => title.startsWith("Countersign")),
    addNote: (id: number, fields: Record<string, unknown>) => simulator.control(`tickets/${id}/notes`, { fields }),
    delete: (id: number) => simulator.control(`tickets/${id}`, undefined, "DELETE"),
    /** What came in for a collection, by method. */
    calls: async (collection: string, method: string) =>
      (await read(`calls?collection=${collection}&method=${method}`)) as { path: string; body: { title?: string; description?: string } }[],
    fault: (fault: Record<string, unknown>) => simulator.control("faults", fault),
  };
}

/** A connection to the simulator's first tenant. */
export async function connectTo(
  deps: Pick<Deps, "db" | "secrets" | "now">,
  simulator: SimulatorProcess,
  options: Partial<ConnectionOptions> = {},
) {
  const organization = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId: organization.id });
  const sealed = Object.fromEntries(
    Object.entries(user).map(([column, value]) => [
      column,
      deps.secrets.seal(value, connectionSecret(column as SealedColumn, connection.id)),
    ]),
  );
  return deps.db.connection.update({
    where: { id: connection.id },
    data: {
      ...sealed,
      zoneUrl: `${simulator.url}/ATServicesRest/`,
      options: { noteTypeId: tenantIds.noteTypeId, notePublishId: tenantIds.notePublishId, ...options },
    },
  });
}

/** A verification that has its outcome, on the given ticket of Autotask. */
export async function makeOutcome(
  deps: Pick<Deps, "db" | "secrets" | "now">,
  connection: { id: string; organizationId: string },
  { autotaskId, outcome = "passed" }: { autotaskId: number; outcome?: Outcome },
) {
  const place = { organizationId: connection.organizationId, connectionId: connection.id };
  const ticket = await makeTicket(deps.db, { ...place, autotaskId: BigInt(autotaskId) });
  return deps.db.verification.create({
    data: {
      ...place,
      ticketId: ticket.id,
      run: "auto",
      state: outcome,
      receipt: newReceipt(),
      requesterName: "Zoë Škvorecká",
      method: "email_code",
      strength: outcome === "passed" ? "weak" : null,
      createdAt: deps.now(),
      settledAt: deps.now(),
    },
  });
}
