import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark.tsx";

/** A page with one message and the way on: nothing here, or something failed. Works inside a shell and without one. */
export function SignPost({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-[34rem] px-4 py-16">
      <Mark state="not-countersigned" tone="warning" size={36} decorative />
      <h1 className="mt-4 text-page font-semibold">{title}</h1>
      <div className="mt-2 text-lead text-muted">{children}</div>
    </div>
  );
}
