import type { Actor } from "../audit/record-audit.ts";
import type { Deps } from "../platform/deps.ts";
import type { AutotaskDeps } from "./autotask-for.ts";
import { getDraft } from "./queries.ts";
import { enterCredentials } from "./rotate/enter-credentials.ts";
import { startRotation } from "./rotate/start-rotation.ts";
import { saveFourValues } from "./save-four-values.ts";
import type { FourValues, TestResult } from "./schema.ts";

type Input = { organizationId: string; connectionId: string; actor: Actor; values: FourValues };

/**
 * Sets the four values of any connection that is not off: a draft's are stored, to be tested next (null); those of one in
 * use are tried beside the old ones, and put in place by a job only if Autotask accepts them. Throws as saveFourValues,
 * enterCredentials and startRotation do.
 */
export async function setCredentials(deps: AutotaskDeps & Pick<Deps, "appUrl" | "appEnv">, input: Input): Promise<TestResult | null> {
  const { state, trackingIdentifierKind } = await getDraft(deps, input);
  if (state !== "connected" && state !== "paused") {
    await saveFourValues(deps, input);
    return null;
  }
  const apiUser = input.values.username === "" ? ("same" as const) : ("new" as const);
  const test = await enterCredentials(deps, { ...input, values: { ...input.values, apiUser, trackingIdentifierKind } });
  if (test.ok) await startRotation(deps, input);
  return test;
}
