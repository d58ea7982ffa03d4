import { Search } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { FindBox } from "@/components/layout/find-box.tsx";
import { MemberMenu, type MemberMenuProps } from "@/components/layout/member-menu.tsx";
import { NavDrawer } from "@/components/layout/nav-drawer.tsx";
import { type NavItem, NavList } from "@/components/layout/nav-list.tsx";
import { SkipLink } from "@/components/layout/skip-link.tsx";
import { ToastRegion } from "@/components/ui/toast.tsx";
import { Wordmark } from "@/components/ui/wordmark.tsx";

type Props = MemberMenuProps & {
  homeHref: string;
  /** Places in groups; only pages that exist. */
  nav: NavItem[][];
  /** The list a search leads to, with `q`. */
  searchHref: string;
  /** One line on the worker: a `Heartbeat`. */
  heartbeat?: ReactNode;
  children: ReactNode;
};

/** The portal's shell: an ink rail from 1024 px, an ink bar with a drawer below. */
export function AppShell({ homeHref, nav, searchHref, heartbeat, children, ...member }: Props) {
  const places = (
    <>
      <div className="-mx-3 grow overflow-y-auto px-3">
        <NavList groups={nav} />
      </div>
      {heartbeat !== undefined && <div className="mt-3 px-2.5 pb-2 text-micro text-rail-muted">{heartbeat}</div>}
      <div className="border-t border-rail-line pt-2.5">
        <MemberMenu {...member} />
      </div>
    </>
  );
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[var(--rail-width)_minmax(0,1fr)]">
      <SkipLink />
      <header data-ground="ink" className="no-print sticky top-0 hidden h-dvh flex-col bg-rail px-3 pt-4 pb-3 text-rail-foreground lg:flex">
        <Link href={homeHref} className="mb-4 flex w-fit items-center px-2.5" aria-label="Countersign, overview">
          <Wordmark />
        </Link>
        <div className="mb-4">
          <FindBox action={searchHref} hasShortcut />
        </div>
        {places}
      </header>
      <header data-ground="ink" className="no-print flex h-13 items-center bg-rail px-4 text-rail-foreground lg:hidden">
        <Link href={homeHref} className="mr-auto inline-flex min-h-11 items-center" aria-label="Countersign, overview">
          <Wordmark />
        </Link>
        <Link href={searchHref} aria-label="Find a ticket" className="inline-grid size-11 place-items-center">
          <Search size={20} aria-hidden />
        </Link>
        <NavDrawer>
          <div className="mb-4">
            <FindBox action={searchHref} />
          </div>
          {places}
        </NavDrawer>
      </header>
      <main id="main" tabIndex={-1} className="min-w-0 max-w-(--page-max) px-4 py-5 outline-none sm:px-8 sm:py-6">
        {children}
      </main>
      <ToastRegion />
    </div>
  );
}
