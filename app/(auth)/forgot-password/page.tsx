import type { Metadata } from "next";
import Link from "next/link";
import { SignInShell } from "@/components/layout/sign-in-shell.tsx";
import { Code } from "@/components/ui/code.tsx";

export const metadata: Metadata = { title: "Forgot password" };

export default function ForgotPasswordPage() {
  return (
    <SignInShell title="Forgot your password?">
      <p className="text-body">Ask the operator of this installation to set a new one. They run this where Countersign is installed:</p>
      <p className="mt-3 text-body">
        <Code>npm run admin -- reset-password --email you@company.example --password-stdin</Code>
      </p>
      <p className="mt-3 text-body">It ends all your sessions. You then sign in with the new password.</p>
      <p className="mt-6 text-body">
        <Link href="/sign-in" className="link-text">
          Back to sign in
        </Link>
      </p>
    </SignInShell>
  );
}
