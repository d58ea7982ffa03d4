import type { Actor } from "../audit/record-audit.ts";
import type { AutotaskDeps } from "./autotask-for.ts";
import { getDraft } from "./queries.ts";
import { replaceCredentials } from "./replace-credentials.ts";
import { saveFourValues } from "./save-four-values.ts";
import type { FourValues, TestResult } from "./schema.ts";

type Input = { organizationId: string; connectionId: string; actor: Actor; values: FourValues };

/**
 * Sets the four values of any connection that is not off: a draft's are stored, to be tested next (null); those of one in
 * use are tried, and exchanged only if Autotask accepts them. Throws as saveFourValues and replaceCredentials do.
 */
export async function setCredentials(deps: AutotaskDeps, input: Input): Promise<TestResult | null> {
  const { state } = await getDraft(deps, input);
  if (state === "connected" || state === "paused") return replaceCredentials(deps, input);
  await saveFourValues(deps, input);
  return null;
}
