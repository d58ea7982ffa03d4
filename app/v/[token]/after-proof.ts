import { setTimeout as pause } from "node:timers/promises";
import type { Deps } from "@/lib/platform/deps.ts";
import { type LookStanding, readLook } from "@/lib/verification/contact-look/read-look.ts";
import { provenProof } from "@/lib/verification/find-open-page.ts";
import { seenProofOf } from "@/lib/verification/find-seen-end.ts";
import { endCookie } from "./end-cookie.ts";
import { requesterPaths } from "./requester-paths.ts";
import { seenCookie } from "./seen-cookie.ts";

/** How long a browser is held for the job that looks at the contact, which takes a moment; then a page waits for it. */
const heldMs = 1_500;
const lookEveryMs = 30;

type Proven = { token: string; verificationId: string };

/**
 * Where a browser goes on that gave the last proof, and what it keeps. A job looks at the contact once more before the
 * verification passes. What that finds is not said here: a question that is closed by it looks like any that is closed.
 */
export async function afterProof(
  deps: Pick<Deps, "db" | "secrets" | "appUrl">,
  { token, verificationId }: Proven,
  signal: AbortSignal,
): Promise<{ path: string; cookies: string[] }> {
  const paths = requesterPaths(token);
  const seen = seenCookie(deps.appUrl, token, seenProofOf(deps, verificationId));
  const { provenAt } = await readLook(deps.db, verificationId);
  const { standing } = await waitForLook(deps, verificationId, signal);
  if (standing === "elsewhere" || provenAt === null) return { path: paths.page, cookies: [seen] };
  const end = endCookie(deps.appUrl, token, provenProof(deps, { verificationId, provenAt }));
  return { path: paths.done, cookies: standing === "passed" ? [end] : [end, seen] };
}

async function waitForLook({ db }: Pick<Deps, "db">, verificationId: string, signal: AbortSignal): Promise<LookStanding> {
  for (const start = Date.now(); ; ) {
    const look = await readLook(db, verificationId);
    if (look.standing !== "looking" || signal.aborted || Date.now() - start > heldMs) return look;
    await pause(lookEveryMs);
  }
}
