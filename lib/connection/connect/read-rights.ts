import { asksQuestions } from "../asks-questions.ts";
import type { Right } from "../permissions.ts";
import { readPermissions, storePermissions } from "../read-permissions.ts";
import { StepFailed } from "./step-failed.ts";
import { callAutotask, type StepResult, type StepRun } from "./step-run.ts";

/** Asks what the security level permits. Throws StepFailed naming the first needed right that is missing, and all of them. */
export async function readRights(run: StepRun): Promise<StepResult> {
  const { db, now } = run.deps;
  const questions = { asksQuestions: await asksQuestions(db, run.connectionId) };
  const read = await callAutotask(run, (autotask, { options }) => readPermissions(autotask, { ...options, ...questions }));
  // Kept also when one is missing: the page shows which.
  const rights = storePermissions(read, now());
  await db.connection.updateMany({ where: { id: run.connectionId, generation: run.generation }, data: { rights } });
  return { detail: requireRights(read) };
}

/** How many rights are needed, as a detail. Throws StepFailed naming the first needed one that is missing, and all of them. */
export function requireRights(read: readonly Right[]): string {
  const missing = read.filter(({ needed, granted }) => needed && !granted);
  const [first] = missing;
  if (first) throw missingRight(first, missing);
  const { length } = read.filter((right) => right.needed);
  return `${length} of ${length}`;
}

function missingRight({ object, action }: Right, all: readonly Right[]): StepFailed {
  const params = { object, action, all: all.map((right) => `${right.object}: ${right.action}`).join(", ") };
  return new StepFailed("connection.permission_missing", { params });
}
