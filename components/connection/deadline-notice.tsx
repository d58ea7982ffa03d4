"use client";

import Link from "next/link";
import { deadlineSentence, ownDeadlineText } from "@/components/connection/deadline-text.ts";
import { useLive } from "@/components/live/use-live.ts";
import { type IdentifierDeadline, identifierDeadlineSchema } from "@/lib/connection/schema.ts";

/** As many as are named; the list of connections has them all. */
const NAMED = 8;

type Props = { organization: string; initial: IdentifierDeadline; canEdit: boolean };

/** Which connections have to move to the vendor's tracking identifier, and by when. Nothing once all have. */
export function DeadlineNotice({ organization, initial, canEdit }: Props) {
  const { data, dataUpdatedAt } = useLive({
    organization,
    path: "/identifier-deadline",
    schema: identifierDeadlineSchema,
    initial,
    everyMs: 30_000,
  });
  if (data.deadline === null) return null;
  const { on, text, connections } = data.deadline;
  const more = connections.length - NAMED;
  return (
    <section
      aria-label="Deadline"
      className="mb-4 rounded-panel border border-border bg-warning-soft px-4 py-3 text-dense text-warning-soft-foreground"
    >
      <p className="wrap-anywhere">
        <span className="font-medium">{deadlineSentence(on, new Date(dataUpdatedAt))}</span> {text ?? ownDeadlineText}
      </p>
      <ul aria-label="Connections to move" className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1">
        {connections.slice(0, NAMED).map(({ id, name }) => (
          <li key={id} className="min-w-0">
            <Link
              href={`/${organization}/connections/${id}${canEdit ? "/credentials" : ""}`}
              className="inline-flex min-h-6 items-center font-medium underline wrap-anywhere"
            >
              <bdi>{name}</bdi>
            </Link>
          </li>
        ))}
        {more > 0 && <li className="inline-flex min-h-6 items-center">and {more} more</li>}
      </ul>
    </section>
  );
}
