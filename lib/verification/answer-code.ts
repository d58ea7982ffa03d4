import type { Deps } from "../platform/deps.ts";
import { digest } from "../platform/secrets.ts";
import { parseCode } from "./parse-code.ts";
import { needsNumber } from "./settle.ts";
import { tryCode } from "./try-code.ts";

export type CodeAnswer =
  | { result: "passed"; verificationId: string }
  /** Right, and one more proof is asked. */
  | { result: "more" }
  /** Right, and no way is left that would prove as much as was asked: it ended as not possible. */
  | { result: "not_enough"; verificationId: string }
  /** Not the code; so many tries are left. */
  | { result: "wrong"; triesLeft: number }
  /** That was the last try. */
  | { result: "failed"; verificationId: string }
  /** Not six digits: nothing was compared and no try was spent. */
  | { result: "unreadable" }
  /** The code is too old, or a newer one is on its way. */
  | { result: "code_expired" }
  /** Too soon after the one before: nothing was compared and no try was spent. */
  | { result: "wait"; waitSeconds: number }
  /** Too many wrong answers, of this person or from this place: nothing was compared and no try was spent. */
  | { result: "limited"; waitSeconds: number }
  /** Unknown link, or a verification that has its outcome: both answer the same. */
  | { result: "gone" };

/** Takes the code that the requester typed on their page; see tryCode. */
export async function answerCode(
  deps: Pick<Deps, "db" | "pool" | "now" | "secrets">,
  { token, code, address = null }: { token: string; code: string; address?: string | null },
): Promise<CodeAnswer> {
  const verification = await deps.db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: {
      ...{ id: true, organizationId: true, connectionId: true, requesterContactId: true },
      ...{ ticketId: true, contactMac: true, companyId: true },
      ...{ settledAt: true, numberMac: true, numberMatchedAt: true },
    },
  });
  // The page asks for the number first; a code that is sent past it is not looked at.
  if (!verification || verification.settledAt || needsNumber(verification)) return { result: "gone" };
  const digits = parseCode(code);
  if (digits === null) return { result: "unreadable" };

  const tried = await tryCode(deps, { verification, digits, address });
  switch (tried.result) {
    case "passed":
    case "not_enough":
    case "failed":
      return { result: tried.result, verificationId: verification.id };
    case "more":
      return { result: tried.result };
    default:
      return tried;
  }
}
