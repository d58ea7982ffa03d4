import type { ReactNode } from "react";

type Props = {
  title?: ReactNode;
  /** One short fact or one link, at the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
  /** Rows bring their own padding (`PanelRow`, tables); a text does not. */
  flush?: boolean;
  /** What the panel comes to, on the panel foot. */
  foot?: ReactNode;
  className?: string;
};

/** White on paper, with a hairline. Never a panel in a panel. */
export function Panel({ title, aside, children, flush = false, foot, className }: Props) {
  return (
    <section className={`overflow-hidden rounded-panel border border-border bg-surface ${className ?? ""}`}>
      {title !== undefined && (
        <header className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 border-b border-separator px-4 py-2">
          <h2 className="text-dense font-semibold">{title}</h2>
          {aside !== undefined && <div className="text-dense text-muted">{aside}</div>}
        </header>
      )}
      {flush ? children : <div className="p-4">{children}</div>}
      {foot !== undefined && <footer className="border-t border-separator bg-surface-secondary px-4 py-2.5 text-dense">{foot}</footer>}
    </section>
  );
}

/** One row between hairlines inside a flush panel. */
export function PanelRow({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={`border-b border-separator px-4 py-3 last:border-b-0 ${className ?? ""}`}>{children}</div>;
}
