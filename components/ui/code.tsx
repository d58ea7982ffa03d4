import type { ReactNode } from "react";

/** What a person may read out, copy or compare: ticket numbers, receipts, ids, host names, codes. */
export function Code({ children, muted = false }: { children: ReactNode; muted?: boolean }) {
  return <span className={`code wrap-anywhere ${muted ? "text-muted" : ""}`}>{children}</span>;
}
