import type { ReactNode } from "react";
import { MenuPath } from "@/components/ui/menu-path.tsx";

type Props = {
  /** What happened. */
  reason: ReactNode;
  /** Where in Autotask. */
  path?: readonly string[];
  /** What to set there. */
  set?: ReactNode;
  actions?: ReactNode;
  /** The raw answer, behind a disclosure. */
  answer?: string;
};

/** A fix beside its problem: reason, place, setting, actions. */
export function Notice({ reason, path, set, actions, answer }: Props) {
  return (
    <div className="rounded-control border border-border bg-surface p-4">
      <p className="text-body">{reason}</p>
      {(path !== undefined || set !== undefined) && (
        <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-5 gap-y-2 text-dense">
          {path !== undefined && (
            <>
              <dt className="text-muted">Open</dt>
              <dd>
                <MenuPath path={path} />
              </dd>
            </>
          )}
          {set !== undefined && (
            <>
              <dt className="text-muted">Set</dt>
              <dd className="font-medium">{set}</dd>
            </>
          )}
        </dl>
      )}
      {actions !== undefined && <div className="mt-4 flex flex-wrap items-center gap-2">{actions}</div>}
      {answer !== undefined && (
        <details className="mt-3 text-dense">
          <summary className="link-plain inline-flex min-h-6 w-fit cursor-pointer items-center">What Autotask answered</summary>
          <pre className="code mt-2 overflow-x-auto rounded-tag bg-surface-secondary p-2 whitespace-pre-wrap wrap-anywhere">{answer}</pre>
        </details>
      )}
    </div>
  );
}
