import { ButtonLink } from "@/components/ui/button-link.tsx";
import type { ConnectionHealth } from "@/lib/reporting/schema.ts";

type Props = { slug: string; connectionId: string; deadline: NonNullable<ConnectionHealth["deadline"]>; canEdit: boolean };

/** By when this connection has to use the vendor's tracking identifier. */
export function DeadlineBanner({ slug, connectionId, deadline: { on, text }, canEdit }: Props) {
  return (
    <section
      aria-label="Deadline"
      className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-panel border border-border bg-warning-soft px-4 py-3 text-dense text-warning-soft-foreground"
    >
      <p>
        <span className="font-medium">Move to the vendor’s tracking identifier by {dateText(on)}.</span>{" "}
        {text ?? "New credentials are entered beside the old ones; no ticket is missed meanwhile."}
      </p>
      {canEdit && <ButtonLink href={`/${slug}/connections/${connectionId}/credentials`}>Move now</ButtonLink>}
    </section>
  );
}

/** A day has no time zone of its own. */
function dateText(day: string): string {
  return new Intl.DateTimeFormat("en", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
