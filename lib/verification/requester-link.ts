import type { Deps } from "../platform/deps.ts";
import { assert } from "../platform/errors.ts";

/** The link of an open verification. From APP_URL, never from a request's Host, which its sender chooses. */
export function requesterLink(
  { appUrl, secrets }: Pick<Deps, "appUrl" | "secrets">,
  verification: { id: string; tokenSealed: Uint8Array | null },
): string {
  assert(verification.tokenSealed, "An open verification has a token", { verificationId: verification.id });
  const token = secrets.open(verification.tokenSealed, { table: "verifications", column: "token", rowId: verification.id });
  return new URL(`/v/${token}`, appUrl).href;
}
