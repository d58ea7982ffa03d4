const widths = ["w-2/5", "w-3/5", "w-1/3", "w-1/2"];

/** Rows of true height, on the first load only: afterwards the old rows stay. They do not move. */
export function SkeletonRows({ rows = 6, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-busy="true">
      <span className="sr-only">Loading {label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // Rows of a skeleton have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={row} className="flex h-(--row) items-center border-b border-separator px-4 last:border-b-0">
          <span className={`h-3 rounded-tag bg-surface-tertiary ${widths[row % widths.length]}`} />
        </div>
      ))}
    </div>
  );
}
