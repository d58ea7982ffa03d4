import { AutotaskError, isAutotaskError, isNoAnswer } from "../../autotask/errors.ts";
import type { Deps } from "../../platform/deps.ts";
import { failureOf, isCredentialRefusal } from "../describe-failure.ts";
import { noteBudgetUsedUp } from "./budget.ts";
import type { CallEnd } from "./call-slots.ts";
import { recordFailedSignIn } from "./failed-sign-ins.ts";
import { forgetFailures, noteNoAnswer } from "./outage.ts";

type Parts = Pick<Deps, "db" | "now">;
type Made = { connection: { id: string; organizationId: string }; credentialsVersion: number; zoneUrl: string };

/** What the end of a call says about its connection, for calls of a person's own try: a refused sign-in is kept. */
export async function watchAttempt(deps: Parts, made: Made, { error }: CallEnd): Promise<void> {
  if (isCredentialRefusal(error)) await recordFailedSignIn(deps, { ...made, error });
}

/**
 * What the end of a live call says about its connection: refused sign-ins are kept and then stop it, calls without an answer
 * are counted towards an outage, a passed hourly threshold is told.
 */
export async function watchCall(
  deps: Parts,
  made: Made & { onRefusal: (error: AutotaskError) => Promise<void> },
  end: CallEnd,
): Promise<void> {
  const { error, failuresInRow } = end;
  const { connection } = made;
  if (isNoAnswer(error)) {
    await noteNoAnswer(deps, connection, failureOf(error).code);
    return;
  }
  if (isCredentialRefusal(error)) {
    // First the block: it is what keeps the next call from leaving.
    await made.onRefusal(error);
    await recordFailedSignIn(deps, { ...made, error });
  }
  if (isAutotaskError(error, "autotask.threshold_exceeded")) await noteBudgetUsedUp(deps, connection);
  const answered = error === null || (error instanceof AutotaskError && error.status !== null && error.code !== "autotask.unreadable");
  if (answered && failuresInRow > 0) await forgetFailures(deps, connection.id);
}
