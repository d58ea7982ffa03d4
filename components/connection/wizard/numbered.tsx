import type { ReactNode } from "react";

/** What to do, one after another, each in a line. */
export function Numbered({ children, label }: { children: ReactNode[]; label: string }) {
  return (
    <ol aria-label={label} className="flex flex-col gap-3 text-body">
      {children.map((child, index) => (
        // Steps of one text have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index} className="grid grid-cols-[1rem_minmax(0,1fr)] items-baseline gap-x-3">
          <span aria-hidden className="tabular text-dense text-muted">
            {index + 1}
          </span>
          <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">{child}</div>
        </li>
      ))}
    </ol>
  );
}
