import Link from "next/link";
import type { ReactNode } from "react";

export type Crumb = { label: string; href?: string };

type Props = {
  /** The thing's name; on the overview the state in a sentence. */
  title: ReactNode;
  breadcrumb?: Crumb[];
  /** One line of facts. */
  facts?: ReactNode;
  lead?: ReactNode;
  /** At most one primary button, and none while it is somebody else's turn. */
  actions?: ReactNode;
};

/** The head of a page, with its only h1. */
export function PageHead({ title, breadcrumb, facts, lead, actions }: Props) {
  return (
    <header className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 lg:flex-nowrap">
      <div className="min-w-0">
        {breadcrumb !== undefined && breadcrumb.length > 0 && <Breadcrumb crumbs={breadcrumb} />}
        <h1 className="text-page font-semibold wrap-anywhere">{title}</h1>
        {facts !== undefined && <div className="mt-1 flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-dense text-muted">{facts}</div>}
        {lead !== undefined && <p className="mt-1 max-w-[44rem] text-lead text-pretty text-muted">{lead}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2 lg:max-w-1/2 lg:shrink-0 lg:justify-end">{actions}</div>}
    </header>
  );
}

function Breadcrumb({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="mb-1">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-dense text-muted">
        {crumbs.map((crumb, index) => (
          <li key={crumb.label} className="flex items-center gap-x-1.5">
            {index > 0 && <span aria-hidden>/</span>}
            {crumb.href === undefined ? (
              <span>{crumb.label}</span>
            ) : (
              <Link href={crumb.href} className="inline-flex min-h-6 items-center hover:text-foreground hover:underline">
                {crumb.label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
