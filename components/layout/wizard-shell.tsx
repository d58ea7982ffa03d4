import Link from "next/link";
import type { ReactNode } from "react";
import { SkipLink } from "@/components/layout/skip-link.tsx";
import { ToastRegion } from "@/components/ui/toast.tsx";
import { When } from "@/components/ui/when.tsx";
import { Wordmark } from "@/components/ui/wordmark.tsx";

type Props = {
  /** What is being done: "Connect Autotask". */
  title: string;
  /** When the draft was last saved. */
  savedAt?: string | Date;
  /** What was not saved: "without the password". */
  savedNote?: string;
  leaveHref: string;
  /** A `WizardRail`. */
  rail: ReactNode;
  children: ReactNode;
};

/** One step at a time, saved at each. Leaving is always offered. */
export function WizardShell({ title, savedAt, savedNote, leaveHref, rail, children }: Props) {
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <header className="no-print border-b border-border bg-surface">
        <div className="mx-auto flex min-h-14 max-w-[74rem] flex-wrap items-center gap-x-3 px-4 py-2">
          <Wordmark />
          <span className="border-l border-border pl-3 text-dense text-muted">{title}</span>
          <span className="ml-auto flex flex-wrap items-center gap-x-4 text-dense text-muted">
            {savedAt !== undefined && (
              <span>
                Saved at <When at={savedAt} precision="minute" />
                {savedNote !== undefined && `, ${savedNote}`}
              </span>
            )}
            <Link href={leaveHref} className="link-plain inline-flex min-h-6 items-center">
              Leave and resume later
            </Link>
          </span>
        </div>
      </header>
      <div className="mx-auto grid max-w-[74rem] gap-x-8 gap-y-5 px-4 py-6 lg:grid-cols-[14rem_minmax(0,50rem)] lg:py-8 print:block">
        <div className="no-print">{rail}</div>
        <main id="main" tabIndex={-1} className="min-w-0 outline-none">
          {children}
        </main>
      </div>
      <ToastRegion />
    </div>
  );
}

/** The foot of a step: what holds it open or what has been left behind, then the ways on. */
export function WizardFoot({ note, actions }: { note?: ReactNode; actions: ReactNode }) {
  return (
    <footer className="no-print mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t border-border pt-4">
      <div className="max-w-[26rem] text-dense text-muted">{note}</div>
      <div className="flex flex-wrap items-center gap-2">{actions}</div>
    </footer>
  );
}
