import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInShell } from "@/components/layout/sign-in-shell.tsx";
import { SignInForm } from "@/components/organization/sign-in-form.tsx";
import { safeNextPath } from "@/lib/web/next-path.ts";
import { findSignedInMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { next } = await searchParams;
  const target = safeNextPath(typeof next === "string" ? next : null);
  if ((await findSignedInMember())?.memberships.length) redirect(target);
  return (
    <SignInShell title="Sign in" lead="to Countersign">
      <SignInForm next={target} />
    </SignInShell>
  );
}
