import { checkNow } from "../connection/check-now.ts";
import { readLights } from "../connection/queries.ts";
import { type Failure, type LightName, type LightSign, lightNames, needsPerson, type Verdict } from "../connection/schema.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { InputError, NotFoundError } from "../platform/errors.ts";
import { type Explained, explain } from "./explain.ts";

/** One of them: a connection, those of an organization, or those of the whole installation. */
export type CheckedOnes = { connectionId?: string | undefined; organizationId?: string | undefined; all?: boolean | undefined };

export type CheckedConnection = {
  id: string;
  name: string;
  organization: string;
  state: string;
  healthy: boolean;
  verdict: { code: Verdict } & Explained;
  lights: Record<LightName, { sign: LightSign; code: string }>;
  /** What the check found wrong. Null: nothing, or the connection is not in use and nothing was asked. */
  failure: (Pick<Failure, "code" | "field" | "params" | "answer"> & Explained) | null;
};

const IN_USE = ["connected", "paused"];

/**
 * The same check as Check now, one connection after the other so that an operator's look costs no tenant a place for its
 * tickets. Of several, those in use; one that is named is told of whatever its state, and asked only in use. Throws
 * NotFoundError for a connection that is not there, InputError unless something is named.
 */
export async function checkConnections(deps: Deps, wanted: CheckedOnes): Promise<{ healthy: boolean; connections: CheckedConnection[] }> {
  const connections: CheckedConnection[] = [];
  for (const row of await findRows(deps, wanted)) connections.push(await checkOne(deps, row));
  return { healthy: connections.every(({ healthy }) => healthy), connections };
}

type Row = { id: string; name: string; state: string; organizationId: string; organization: { slug: string } };

async function findRows({ db }: Pick<Deps, "db">, { connectionId, organizationId, all = false }: CheckedOnes): Promise<Row[]> {
  const select = { id: true, name: true, state: true, organizationId: true, organization: { select: { slug: true } } } as const;
  const ofOrganization = organizationId === undefined ? {} : { organizationId };
  if (connectionId !== undefined) {
    const row = await db.connection.findFirst({ where: { id: connectionId, ...ofOrganization }, select });
    if (row) return [row];
    throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
  }
  if (organizationId === undefined && !all) {
    throw new InputError("Name a connection by --connection, an organization by --organization, or say --all", {
      code: "admin.bad_option",
    });
  }
  return db.connection.findMany({
    where: { state: { in: ["connected", "paused"] }, ...ofOrganization },
    select,
    orderBy: [{ organizationId: "asc" }, { createdAt: "asc" }, { id: "asc" }],
  });
}

async function checkOne(deps: Deps, { id, name, state, organizationId, organization }: Row): Promise<CheckedConnection> {
  const place = { organizationId, connectionId: id };
  const failure = IN_USE.includes(state) ? await checkNow(deps, place) : null;
  const { verdict, lights } = await inOrganization(deps.db, organizationId, (tx) => readLights(tx, { ...place, now: deps.now() }));
  const told = failure && { code: failure.code, field: failure.field, params: failure.params, answer: failure.answer };
  return {
    id,
    name,
    organization: organization.slug,
    state,
    healthy: failure === null && !needsPerson(verdict),
    verdict: { code: verdict, ...explain(verdict) },
    // Each light by its name, so every name is there.
    lights: Object.fromEntries(
      lightNames.map((light) => [light, { sign: lights[light].sign, code: lights[light].code }]),
    ) as CheckedConnection["lights"],
    failure: told && { ...told, ...explain(told.code) },
  };
}
