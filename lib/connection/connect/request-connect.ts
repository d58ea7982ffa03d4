import { ConflictError } from "../../platform/errors.ts";
import { getDraft } from "../queries.ts";
import { failedStep } from "./progress.ts";
import { repairConnection, retryConnect, startConnect } from "./start-connect.ts";

/**
 * Connect, whatever the connection needs: a draft is begun, one that stopped goes on at its failed step, one in use is
 * mended. Throws as these do, and ConflictError `connection.connecting` while the steps are running: twice is not faster.
 */
export async function requestConnect(...[deps, input]: Parameters<typeof startConnect>): Promise<void> {
  const { state, progress } = await getDraft(deps, input);
  if (state === "draft") return startConnect(deps, input);
  if (state !== "connecting") return repairConnection(deps, input);
  if (progress !== null && failedStep(progress) !== null) return retryConnect(deps, input);
  throw new ConflictError("The steps of Connect are running", { code: "connection.connecting" });
}
