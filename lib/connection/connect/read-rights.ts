import type { AutotaskClient } from "../../autotask/client.ts";
import { type EntityInformation, getEntityInformation } from "../../autotask/entity-information.ts";
import { isAutotaskError } from "../../autotask/errors.ts";
import { collectionsToCheck, judgeRights, type Right } from "../permissions.ts";
import type { ConnectionOptions } from "../schema.ts";
import { StepFailed } from "./step-failed.ts";
import { callAutotask, type StepResult, type StepRun } from "./step-run.ts";

/** Asks what the security level permits. Throws StepFailed naming the first right that is missing, and all of them. */
export async function readRights(run: StepRun): Promise<StepResult> {
  const rights = await callAutotask(run, async (autotask, { options }) => {
    const writesTickets = changesTickets(options);
    return judgeRights(await readAccess(autotask), { writesTickets });
  });
  // Kept also when one is missing: the status page shows which.
  await run.deps.db.connection.updateMany({ where: { id: run.connectionId, generation: run.generation }, data: { rights } });
  const missing = rights.filter(({ needed, granted }) => needed && !granted);
  const [first] = missing;
  if (first) throw missingRight(first, missing);
  const needed = rights.filter((right) => right.needed);
  return { detail: `${needed.length} of ${needed.length}` };
}

/** Whether outcomes change more of the ticket than its notes. */
function changesTickets({ udfName, statusOnPassed, statusOnNotPassed, writeResolution }: ConnectionOptions): boolean {
  return udfName !== null || statusOnPassed !== null || statusOnNotPassed !== null || writeResolution;
}

async function readAccess(autotask: AutotaskClient): Promise<Map<string, EntityInformation["access"]>> {
  const access = new Map<string, EntityInformation["access"]>();
  for (const collection of collectionsToCheck()) {
    try {
      access.set(collection, (await getEntityInformation(autotask, collection)).access);
    } catch (error) {
      // Refused even to tell: no right at all, which the row without an entry says.
      if (!isAutotaskError(error, "autotask.forbidden")) throw error;
    }
  }
  return access;
}

function missingRight({ object, action }: Right, all: readonly Right[]): StepFailed {
  const params = { object, action, all: all.map((right) => `${right.object}: ${right.action}`).join(", ") };
  // The box "Can create webhooks" shows as the missing right to add one; it is not among the objects of the level.
  const box = all.every((right) => right.object.startsWith("Webhooks") && right.action === "add");
  return new StepFailed(box ? "connection.webhook_right_missing" : "connection.permission_missing", { params });
}
