import Link from "next/link";
import type { ReactNode } from "react";
import { SkipLink } from "@/components/layout/skip-link.tsx";
import { ToastRegion } from "@/components/ui/toast.tsx";
import { Wordmark } from "@/components/ui/wordmark.tsx";

type Props = {
  homeHref: string;
  memberName: string;
  /** The one way out of the task: "Open in Autotask". */
  aside?: ReactNode;
  children: ReactNode;
};

/** A page for one task, without the rail: the ticket page during a call. */
export function FocusedShell({ homeHref, memberName, aside, children }: Props) {
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <header data-ground="ink" className="no-print bg-rail text-rail-foreground">
        <div className="mx-auto flex h-12 max-w-[68rem] items-center gap-4 px-4">
          <Link href={homeHref} className="mr-auto inline-flex min-h-11 items-center" aria-label="Countersign, overview">
            <Wordmark />
          </Link>
          <span className="truncate text-dense text-rail-muted max-sm:hidden">{memberName}</span>
          {aside !== undefined && <div className="text-dense">{aside}</div>}
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-[68rem] px-4 py-5 outline-none">
        {children}
      </main>
      <ToastRegion />
    </div>
  );
}
