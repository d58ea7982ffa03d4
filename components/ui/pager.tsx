import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  /** The first and last row shown, counted from 1, and the true total. */
  from: number;
  to: number;
  total: number;
  /** What the rows are, for the names of the arrows: "verifications". */
  what: string;
  previousHref?: string;
  nextHref?: string;
  /** One sentence about all of them: "Half answered within 0:47." */
  note?: ReactNode;
};

/** Where one is in a long list, and the way on. */
export function Pager({ from, to, total, what, previousHref, nextHref, note }: Props) {
  return (
    <div className="flex items-center justify-between gap-4 text-dense text-muted">
      <p>
        {from} to {to} of {new Intl.NumberFormat("en").format(total)}. {note}
      </p>
      <nav aria-label={`Pages of ${what}`} className="flex gap-1">
        <Step href={previousHref} label="Previous page">
          <ChevronLeft size={16} aria-hidden />
        </Step>
        <Step href={nextHref} label="Next page">
          <ChevronRight size={16} aria-hidden />
        </Step>
      </nav>
    </div>
  );
}

function Step({ href, label, children }: { href?: string; label: string; children: ReactNode }) {
  const shape = "inline-grid size-(--control) max-h-9 place-items-center rounded-control";
  if (href === undefined) {
    return (
      <span aria-hidden className={`${shape} opacity-40`}>
        {children}
      </span>
    );
  }
  return (
    <Link href={href} aria-label={label} className={`${shape} text-foreground hover:bg-surface-tertiary`}>
      {children}
    </Link>
  );
}
