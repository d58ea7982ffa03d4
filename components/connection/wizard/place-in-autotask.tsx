import { MenuPath } from "@/components/ui/menu-path.tsx";
import type { MenuPath as Place } from "@/lib/connection/schema.ts";

/** A place in Autotask's menus, with the names it had before behind a disclosure. */
export function PlaceInAutotask({ path, older }: Place) {
  return (
    <span className="inline-flex max-w-full flex-col gap-1">
      <MenuPath path={path} />
      {older.length > 0 && (
        <details className="no-print text-dense">
          <summary className="link-plain inline-flex min-h-6 w-fit cursor-pointer items-center">If your menu has other names</summary>
          <ul className="mt-1 flex flex-col gap-1">
            {older.map((names) => (
              <li key={names.join(">")}>
                <MenuPath path={names} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </span>
  );
}
