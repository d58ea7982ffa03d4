import type { ReactNode } from "react";

export type TimelineItem = {
  id: string;
  /** A lucide icon, 16 px. */
  icon: ReactNode;
  title: ReactNode;
  /** Time, who, how long after. */
  meta?: ReactNode;
  tone?: "success" | "danger" | "warning" | "person";
};

const colours = { success: "text-success", danger: "text-danger", warning: "text-warning", person: "text-person" } as const;

/** What happened, oldest first. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <ol className="text-dense">
      {items.map((item, index) => (
        <li key={item.id} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3">
          <span aria-hidden className="flex flex-col items-center pt-0.5 text-muted [&>svg]:size-4 [&>svg]:shrink-0">
            {item.icon}
            {index < items.length - 1 && <span className="mt-1 w-px grow bg-border" />}
          </span>
          <div className={index < items.length - 1 ? "pb-3" : undefined}>
            <p className={item.tone === undefined ? undefined : `font-medium ${colours[item.tone]}`}>{item.title}</p>
            {item.meta !== undefined && <p className="text-micro text-muted">{item.meta}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
