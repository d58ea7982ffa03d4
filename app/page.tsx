import { redirect } from "next/navigation";
import { findSignedInMember } from "@/lib/web/session.ts";

/** The way in: the member's first organization, or signing in. */
export default async function StartPage() {
  const signedIn = await findSignedInMember();
  const first = signedIn?.memberships[0];
  redirect(first ? `/${first.organization.slug}` : "/sign-in");
}
