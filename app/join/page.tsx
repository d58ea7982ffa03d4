import type { Metadata } from "next";
import Link from "next/link";
import { SignInShell } from "@/components/layout/sign-in-shell.tsx";
import { JoinForm, JoinWithAccountForm } from "@/components/organization/join-form.tsx";
import { roleWords } from "@/components/organization/team-words.ts";
import { findInvitationToJoin } from "@/lib/organization/accept-invitation.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { joinAction, joinWithAccountAction } from "./actions.ts";

export const metadata: Metadata = { title: "Join a team" };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** Opening the link changes nothing; sending the form uses it up. */
export default async function JoinPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const invitation = typeof token === "string" ? await findInvitationToJoin(webDeps(), token) : null;
  if (typeof token !== "string" || !invitation) return <ClosedLink />;
  const { email, role, invitedByName, organization, hasAccount } = invitation;
  const words = roleWords[role];
  const invites = invitedByName === null ? "You are invited" : `${invitedByName} invites you`;
  return (
    <SignInShell title={`Join ${organization.name}`} lead={`${invites} as ${words.article} ${words.name.toLowerCase()}. ${words.may}`}>
      {hasAccount ? (
        <JoinWithAccountForm token={token} email={email} submit={joinWithAccountAction} />
      ) : (
        <JoinForm token={token} email={email} submit={joinAction} />
      )}
    </SignInShell>
  );
}

/** The same for a link that was used, was revoked, has expired or never was. */
function ClosedLink() {
  return (
    <SignInShell title="This link does not work any more" lead="An invitation works once, for 72 hours, until it is sent again or revoked.">
      <p className="text-body">
        Did you join already? Then{" "}
        <Link href="/sign-in" className="link-text">
          sign in
        </Link>
        .
      </p>
      <p className="mt-3 text-body">Otherwise ask whoever invited you to send it again.</p>
    </SignInShell>
  );
}
