import { ChevronRight } from "lucide-react";

/** Where something is in Autotask, in its own words, the last one being the thing to open. */
export function MenuPath({ path }: { path: readonly string[] }) {
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-1.5 gap-y-0.5 rounded-tag border border-border bg-surface-secondary px-2 py-0.5 text-dense">
      {path.map((place, index) => (
        <span key={`${place}-${path.slice(0, index).length}`} className="inline-flex items-center gap-1.5">
          <span className={index === path.length - 1 ? "font-medium" : undefined}>{place}</span>
          {index < path.length - 1 && <ChevronRight size={13} className="text-muted" aria-label="then" role="img" />}
        </span>
      ))}
    </span>
  );
}
