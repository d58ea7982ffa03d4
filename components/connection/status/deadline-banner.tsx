import { deadlineSentence, ownDeadlineText } from "@/components/connection/deadline-text.ts";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import type { ConnectionHealth } from "@/lib/reporting/schema.ts";

type Props = {
  deadline: NonNullable<ConnectionHealth["deadline"]>;
  /** When this was read. */
  at: string;
  /** Where it is done. Null: the reader may not, or is there. */
  moveHref: string | null;
};

/** By when this connection has to use the vendor's tracking identifier. */
export function DeadlineBanner({ deadline: { on, text }, at, moveHref }: Props) {
  return (
    <section
      aria-label="Deadline"
      className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-panel border border-border bg-warning-soft px-4 py-3 text-dense text-warning-soft-foreground"
    >
      <p className="min-w-0 wrap-anywhere">
        <span className="font-medium">{deadlineSentence(on, new Date(at))}</span> {text ?? ownDeadlineText}
      </p>
      {moveHref !== null && <ButtonLink href={moveHref}>Move now</ButtonLink>}
    </section>
  );
}
