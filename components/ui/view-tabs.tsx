"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";

export type ViewTab = { href: string; label: string; count?: number; isCurrent: boolean };

/** Places in a page, or saved views with their counts, as links: each has its own address. */
export function ViewTabs({ label, tabs }: { label: string; tabs: ViewTab[] }) {
  const bar = useRef<HTMLElement>(null);
  const current = tabs.find(({ isCurrent }) => isCurrent)?.href;
  // On a phone the tab one is on may be beyond the edge. Only the bar scrolls: the page stays where it is.
  useEffect(() => {
    const link = bar.current?.querySelector<HTMLElement>(`[href="${CSS.escape(current ?? "")}"]`);
    if (!bar.current || !link) return;
    const [start, end] = [link.offsetLeft - bar.current.offsetLeft, link.offsetLeft - bar.current.offsetLeft + link.offsetWidth];
    if (start < bar.current.scrollLeft) bar.current.scrollLeft = start;
    else if (end > bar.current.scrollLeft + bar.current.clientWidth) bar.current.scrollLeft = end - bar.current.clientWidth;
  }, [current]);
  return (
    <nav ref={bar} aria-label={label} className="mb-4 overflow-x-auto border-b border-border">
      <ul className="flex w-max gap-5">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              aria-current={tab.isCurrent ? "page" : undefined}
              className={`inline-flex h-9 items-center gap-1.5 border-b-2 px-1 text-dense font-medium pointer-coarse:h-11 ${tab.isCurrent ? "border-accent" : "border-transparent text-muted hover:text-foreground"}`}
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="tabular text-micro font-normal">{new Intl.NumberFormat("en").format(tab.count)}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
