import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { connectConnection } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError, InputError, NotFoundError } from "../../platform/errors.ts";
import { checkAppUrl } from "../check-app-url.ts";
import type { ConnectionState, ConnectProgress } from "../schema.ts";
import { assertMove } from "../states.ts";
import { failedStep, freshProgress, parseProgress, without } from "./progress.ts";

type ConnectDeps = Pick<Deps, "db" | "now" | "appUrl" | "appEnv">;
type Input = { organizationId: string; connectionId: string; actor: Actor };

/**
 * Connect: queues the steps. Throws an InputError `connection.app_url_refused` when Autotask could not call us, ConflictError
 * `connection.not_tested` when Autotask has not accepted exactly the stored values, `connection.wrong_state` the second time.
 */
export async function startConnect(deps: ConnectDeps, input: Input): Promise<void> {
  await queue(deps, input, {
    from: ["draft"],
    action: "connection.connect_started",
    progress: () => freshProgress(),
  });
}

/** Try again: goes on at the step that failed. A person acts, so a block ends with it. Throws as startConnect. */
export async function retryConnect(deps: ConnectDeps, input: Input): Promise<void> {
  await queue(deps, input, {
    from: ["connecting"],
    action: "connection.connect_retried",
    progress: (stored) => {
      const failed = failedStep(stored);
      return failed === null ? stored : without(stored, failed);
    },
  });
}

/** Repair: goes through all steps again on a connection in use, each of which mends what is not as it should be. */
export async function repairConnection(deps: ConnectDeps, input: Input): Promise<void> {
  await queue(deps, input, {
    from: ["connected", "paused"],
    action: "connection.repair_started",
    progress: () => freshProgress(),
  });
}

type Request = { from: readonly ConnectionState[]; action: `connection.${string}`; progress: (stored: ConnectProgress) => ConnectProgress };

async function queue({ db, now, appUrl, appEnv }: ConnectDeps, input: Input, { from, action, progress }: Request): Promise<void> {
  const { organizationId, connectionId, actor } = input;
  const address = checkAppUrl(appUrl, appEnv);
  if (!address.ok) {
    const context = { problem: address.problem };
    throw new InputError("Autotask cannot call APP_URL", { code: "connection.app_url_refused", context });
  }
  const at = now();
  await inOrganization(db, organizationId, async (tx) => {
    const stored = await findFor(tx, input, from);
    const generation = stored.generation + 1;
    if (stored.state === "draft") assertMove(stored.state, "connecting");
    const { count } = await tx.connection.updateMany({
      where: { id: connectionId, organizationId, state: stored.state, generation: stored.generation },
      data: {
        generation,
        progress: progress(parseProgress(stored.progress)),
        draftStep: "connect",
        blockedAt: null,
        blockedCode: null,
        ...(stored.state === "draft" && { state: "connecting" as const, connectedByName: "name" in actor ? actor.name : null }),
      },
    });
    if (count === 0) throw new ConflictError("The connection changed meanwhile", { code: "connection.changed" });
    await enqueue(tx, connectConnection, { connectionId, generation });
    await recordAudit(tx, { organizationId, at, actor, action, subject: { kind: "connection", id: connectionId } });
  });
}

async function findFor(tx: Tx, { organizationId, connectionId }: Input, from: readonly ConnectionState[]) {
  const select = { state: true, generation: true, progress: true, testedVersion: true, credentialsVersion: true };
  const stored = await tx.connection.findFirst({ where: { id: connectionId, organizationId }, select });
  if (!stored) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
  if (!from.includes(stored.state)) {
    throw new ConflictError(`The connection is ${stored.state}`, { code: "connection.wrong_state", context: { state: stored.state } });
  }
  if (stored.testedVersion === stored.credentialsVersion) return stored;
  throw new ConflictError("Autotask has not accepted these values yet", { code: "connection.not_tested" });
}
