import Link from "next/link";

export type ViewTab = { href: string; label: string; count?: number; isCurrent: boolean };

/** Places in a page, or saved views with their counts, as links: each has its own address. */
export function ViewTabs({ label, tabs }: { label: string; tabs: ViewTab[] }) {
  return (
    <nav aria-label={label} className="mb-4 overflow-x-auto border-b border-border">
      <ul className="flex w-max gap-5">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              aria-current={tab.isCurrent ? "page" : undefined}
              className={`inline-flex h-9 items-center gap-1.5 border-b-2 px-1 text-dense font-medium ${tab.isCurrent ? "border-accent" : "border-transparent text-muted hover:text-foreground"}`}
            >
              {tab.label}
              {tab.count !== undefined && <span className="tabular text-micro font-normal">{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
