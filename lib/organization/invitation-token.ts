import { hours, later } from "../platform/clock.ts";
import type { Deps } from "../platform/deps.ts";
import { digest, newToken } from "../platform/secrets.ts";

export const invitationLifetimeMs = hours(72);

type Made = {
  link: string;
  /** The columns of the row that stand for the token. */
  columns: { tokenHash: Uint8Array<ArrayBuffer>; tokenSealed: Uint8Array<ArrayBuffer>; expiresAt: Date };
};

/** A fresh token of 256 random bits for the invitation of that id: its link, and what we keep of it. */
export function makeInvitationToken({ secrets, appUrl, now }: Pick<Deps, "secrets" | "appUrl" | "now">, id: string): Made {
  const token = newToken();
  return {
    link: invitationLink(appUrl, token),
    columns: {
      tokenHash: digest(token),
      tokenSealed: secrets.seal(token, { table: "invitations", column: "token", rowId: id }),
      expiresAt: later(now(), invitationLifetimeMs),
    },
  };
}

/** The link of an invitation whose mail has not left yet. */
export function openInvitationLink(
  { secrets, appUrl }: Pick<Deps, "secrets" | "appUrl">,
  { id, tokenSealed }: { id: string; tokenSealed: Uint8Array },
): string {
  return invitationLink(appUrl, secrets.open(tokenSealed, { table: "invitations", column: "token", rowId: id }));
}

function invitationLink(appUrl: URL, token: string): string {
  const url = new URL("/join", appUrl);
  url.searchParams.set("token", token);
  return url.href;
}

/** What an invitation's row must be for its link to work at that moment. */
export function openAt(at: Date) {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: at } };
}
