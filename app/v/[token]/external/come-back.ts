import { setTimeout as pause } from "node:timers/promises";
import type { Deps } from "@/lib/platform/deps.ts";
import { type CheckStanding, readStanding } from "@/lib/verification/external-provider/check-for-requester.ts";
import type { Visit } from "@/lib/verification/external-provider/sealed-return.ts";
import { endProof } from "@/lib/verification/find-open-page.ts";
import { seeOther } from "../answer-form.ts";
import { endCookie } from "../end-cookie.ts";
import { requesterPaths } from "../requester-paths.ts";

/** How long a browser is held, so that one without script need not press again and again; proxies give up after 30 s. */
const heldMs = 10_000;
const lookEveryMs = 500;

/**
 * Where a browser that came back from a provider goes on: to the end, to what is asked next, or to the page that waits. The
 * result comes by another way, often a moment later, so it is waited for. Changes nothing.
 */
export async function comeBack(deps: Pick<Deps, "db" | "secrets" | "appUrl">, visit: Visit, signal: AbortSignal): Promise<Response> {
  const { token, verificationId } = visit;
  const paths = requesterPaths(token);
  const standing = await waitForResult(deps, visit, signal);
  if (standing === "elsewhere") return seeOther(paths.page);
  if (standing === "more") return seeOther(paths.page);
  if (standing === "unclear") return seeOther(`${paths.page}?said=external_unclear`);
  if (standing === "ended") return seeOther(paths.done, endCookie(deps.appUrl, token, endProof(deps, verificationId)));
  return seeOther(`${paths.page}?said=external_waiting`);
}

async function waitForResult({ db }: Pick<Deps, "db">, visit: Visit, signal: AbortSignal): Promise<CheckStanding> {
  for (const start = Date.now(); ; ) {
    const standing = await readStanding(db, visit);
    if (standing !== "open" || signal.aborted || Date.now() - start > heldMs) return standing;
    await pause(lookEveryMs);
  }
}
