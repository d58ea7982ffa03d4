import type { CredentialsView, NewCredentials } from "@/lib/connection/rotate/schema.ts";

export const secretFields = ["username", "secret", "trackingIdentifier"] as const;
export type SecretField = (typeof secretFields)[number];

/** What an empty field stands for: what was entered before, what is in use, or nothing, so that it has to be filled. */
export type Kept = Record<SecretField, "entered" | "in_use" | null>;

type Chosen = Pick<NewCredentials, "apiUser" | "trackingIdentifierKind">;

/**
 * What is kept for the choice made. A new API user takes nothing from the one in use but a vendor's identifier, which is
 * the same for all of a vendor's users; an identifier of the other kind is never the kept one.
 */
export function keptValues({ stored, open }: Pick<CredentialsView, "stored" | "open">, { apiUser, trackingIdentifierKind }: Chosen): Kept {
  if (open?.canReplace && open.apiUser === apiUser) {
    const identifier = open.trackingIdentifierKind === trackingIdentifierKind ? "entered" : null;
    return { username: "entered", secret: "entered", trackingIdentifier: identifier };
  }
  const isSameKind = stored.trackingIdentifierKind === trackingIdentifierKind;
  if (apiUser === "same") return { username: "in_use", secret: "in_use", trackingIdentifier: isSameKind ? "in_use" : null };
  const isShared = isSameKind && trackingIdentifierKind === "vendor";
  return { username: null, secret: null, trackingIdentifier: isShared ? "in_use" : null };
}
