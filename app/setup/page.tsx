import type { Metadata } from "next";
import Link from "next/link";
import { SignInShell } from "@/components/layout/sign-in-shell.tsx";
import { SetupForm } from "@/components/organization/setup-form.tsx";
import { Code } from "@/components/ui/code.tsx";
import { isSetupLinkOpen } from "@/lib/organization/setup-link.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { completeSetupAction } from "./actions.ts";

export const metadata: Metadata = { title: "Set up" };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** Opening the link changes nothing; sending the form uses it up. */
export default async function SetupPage({ searchParams }: Props) {
  const { token } = await searchParams;
  if (typeof token !== "string" || !(await isSetupLinkOpen(webDeps(), token))) return <ClosedLink />;
  return (
    <SignInShell title="Set up Countersign" lead="You become the owner: the one who can do everything here.">
      <SetupForm token={token} submit={completeSetupAction} />
    </SignInShell>
  );
}

/** The same for a link that was used, has expired or never was. */
function ClosedLink() {
  return (
    <SignInShell title="This link does not work any more" lead="A setup link works once, for 24 hours.">
      <p className="text-body">
        Has the owner been set up? Then{" "}
        <Link href="/sign-in" className="link-text">
          sign in
        </Link>
        .
      </p>
      <p className="mt-3 text-body">
        Otherwise run this where Countersign is installed; it prints a new link: <Code>npm run admin -- setup-link</Code>
      </p>
    </SignInShell>
  );
}
