import type { ReactNode } from "react";
import { KeepZone } from "@/components/layout/keep-zone.tsx";
import { Wordmark } from "@/components/ui/wordmark.tsx";

type Props = {
  title: string;
  lead?: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
};

/** The door: one form on paper, and the idea in one picture on ink. */
export function SignInShell({ title, lead, foot, children }: Props) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,8fr)_minmax(0,7fr)]">
      <KeepZone />
      <div className="flex flex-col px-5 py-6 sm:px-16">
        <header>
          <Wordmark isLarge />
        </header>
        <main id="main" className="mx-auto flex w-full max-w-[22rem] grow flex-col justify-center py-10">
          <h1 className="text-ask font-semibold">{title}</h1>
          {lead !== undefined && <p className="mt-1 text-body text-muted">{lead}</p>}
          <div className="mt-6">{children}</div>
        </main>
        <footer className="min-h-6 text-dense text-muted">{foot}</footer>
      </div>
      <aside
        aria-label="What Countersign does"
        data-ground="ink"
        className="relative hidden flex-col justify-end overflow-hidden bg-rail pb-16 pl-14 text-rail-foreground lg:flex"
      >
        <BigMark />
        <p className="mt-7 text-ask font-semibold">
          One hand asks, the other signs.
          <br />
          <span className="text-rail-muted">Then you reset the password.</span>
        </p>
      </aside>
    </div>
  );
}

/** The mark, large, cut close, above a line that runs off the page. */
function BigMark() {
  return (
    <div aria-hidden>
      <svg viewBox="1.83 3.23 20.5 13.4" fill="none" className="w-[27rem] max-w-full" role="presentation">
        <path stroke="currentColor" strokeWidth="3.1" d="M3 9.4 8.4 15.6" />
        <path stroke="var(--mark-reply)" strokeWidth="3.1" d="M11.9 15.6 21.1 4.2" />
      </svg>
      <div className="mt-2.5 -mr-16 h-[3px] bg-current" />
    </div>
  );
}
