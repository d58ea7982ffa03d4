import { handleRotate } from "../connection/rotate/rotate.handler.ts";
import type { NewCredentials } from "../connection/rotate/schema.ts";
import { rotateCredentials } from "../jobs/catalog.ts";
import type { SimulatedTenant, Stage } from "./connecting.ts";
import { jobRun, type TestDeps } from "./test-deps.ts";

type ApiUser = SimulatedTenant["user"];

/** Another API user of the same database, with what the first one may do. */
export async function anotherUser(stage: Stage, tenant: SimulatedTenant, given: Record<string, unknown> = {}): Promise<ApiUser> {
  const username = `second-${tenant.key}@example.com`;
  const fields = { tenant: tenant.key, username, trackingIdentifier: `VENDOR${tenant.key.toUpperCase()}`, ...given };
  return (await stage.simulator.control("users", fields)) as ApiUser;
}

/** What a person types to move to this API user. */
export function valuesOf({ email, username, secret, trackingIdentifier }: ApiUser, changes: Partial<NewCredentials> = {}): NewCredentials {
  const kind = { apiUser: "new", trackingIdentifierKind: "vendor" } as const;
  return { email, username, secret, trackingIdentifier, zoneOverride: null, ...kind, ...changes };
}

/** Runs the queued exchange of credentials once, as the worker would. */
export async function runRotation(stage: Stage, { connectionId }: { connectionId: string }, deps: TestDeps = stage): Promise<void> {
  const { id, generation } = await stage.db.credentialRotation.findFirstOrThrow({
    where: { connectionId },
    orderBy: { startedAt: "desc" },
  });
  await handleRotate(deps, jobRun(deps, rotateCredentials.payload.parse({ rotationId: id, generation })));
}
