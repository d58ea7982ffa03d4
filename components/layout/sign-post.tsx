import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark.tsx";

type Props = {
  title: string;
  /** Inside a shell, which has the `main` already. */
  isInShell?: boolean;
  children: ReactNode;
};

/** A page with one message and the way on: nothing here, or something failed. */
export function SignPost({ title, isInShell = false, children }: Props) {
  const Ground = isInShell ? "div" : "main";
  return (
    <Ground className="mx-auto max-w-[34rem] px-4 py-16">
      <Mark state="not-countersigned" tone="warning" size={36} />
      <h1 className="mt-4 text-page font-semibold">{title}</h1>
      <div className="mt-2 text-lead text-muted">{children}</div>
    </Ground>
  );
}
