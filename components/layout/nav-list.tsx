"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

export type NavItem = {
  href: string;
  label: string;
  /** A lucide icon, 16 px. */
  icon: ReactNode;
  /** Things that need a person, never volume. Zero shows nothing. */
  count?: number;
  /** Only this very page, not the ones below it: for the overview. */
  exact?: boolean;
};

/** The places of the portal, in groups. The place one is in is marked by ground, edge and weight. */
export function NavList({ groups }: { groups: NavItem[][] }) {
  const pathname = usePathname();
  const isHere = (item: NavItem) => pathname === item.href || (!item.exact && pathname.startsWith(`${item.href}/`));
  return (
    <nav aria-label="Places">
      {groups.map((group, index) => (
        <ul key={group[0]?.href} className={index > 0 ? "mt-3 border-t border-rail-line pt-3" : undefined}>
          {group.map((item) => (
            <li key={item.href} className="relative">
              {isHere(item) && <span aria-hidden className="absolute inset-y-1.5 -left-3 w-[3px] bg-(--mark-reply)" />}
              <Link
                href={item.href}
                aria-current={isHere(item) ? "page" : undefined}
                className={`flex h-8.5 items-center gap-3 rounded-control px-2.5 text-dense pointer-coarse:h-11 [&>svg]:size-4 ${isHere(item) ? "bg-rail-active font-medium text-rail-foreground" : "text-rail-muted hover:bg-rail-active/60 hover:text-rail-foreground"}`}
              >
                {item.icon}
                <span className="grow">{item.label}</span>
                <Count count={item.count ?? 0} />
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

function Count({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="tabular inline-grid h-5 min-w-5 place-items-center rounded-tag bg-rail-active px-1 text-micro font-medium text-rail-foreground">
      {count}
      <span className="sr-only"> {count === 1 ? "needs" : "need"} a person</span>
    </span>
  );
}
