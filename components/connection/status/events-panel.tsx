"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDot, CircleX, type LucideIcon, TriangleAlert, UserPen } from "lucide-react";
import { type EventTone, eventWords } from "@/components/connection/event-words.ts";
import { eventsQuery } from "@/components/connection/health-queries.ts";
import { LoadError } from "@/components/ui/load-error.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { ShowMore } from "@/components/ui/show-more.tsx";
import { When } from "@/components/ui/when.tsx";
import type { ConnectionEventList, ConnectionEventView } from "@/lib/reporting/schema.ts";

type Props = { slug: string; connectionId: string; initial: ConnectionEventList };

/** What happened to the connection, in plain words, newest first. */
export function EventsPanel({ slug, connectionId, initial }: Props) {
  const query = useInfiniteQuery(eventsQuery({ organization: slug, connectionId }, initial));
  const events = query.data.pages.flatMap(({ items }) => items);
  return (
    <Panel
      title="What happened"
      aside="Newest first"
      flush
      foot={query.hasNextPage ? <ShowMore query={query} what="older events" /> : undefined}
    >
      {query.error && <LoadError what="what happened" onRetry={() => void query.refetch()} />}
      {events.length === 0 ? (
        <p className="p-4 text-dense text-muted">Nothing yet. Troubles, repairs and what people did are listed here.</p>
      ) : (
        <ol aria-label="What happened">
          {events.map((event) => (
            <EventRow key={event.id} event={event} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

const signs: Record<EventTone, { Icon: LucideIcon; colour: string }> = {
  success: { Icon: CircleCheck, colour: "text-success" },
  warning: { Icon: TriangleAlert, colour: "text-warning" },
  danger: { Icon: CircleX, colour: "text-danger" },
  person: { Icon: UserPen, colour: "text-person" },
};
const plain = { Icon: CircleDot, colour: "text-quiet" };

function EventRow({ event: { at, kind, code, params, byName } }: { event: ConnectionEventView }) {
  const { title, text, tone } = eventWords[kind];
  const { Icon, colour } = tone === undefined ? plain : signs[tone];
  const said = [text({ code, params }), byName === null ? "" : `By ${byName}.`].filter((part) => part !== "").join(" ");
  return (
    <li className="fade-in grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5 border-b border-separator px-4 py-2.5 text-dense last:border-b-0">
      <Icon size={16} aria-hidden className={`mt-0.5 ${colour}`} />
      <div className="min-w-0">
        <div className="flex items-baseline justify-between gap-x-3">
          <p className="min-w-0 font-medium">{title}</p>
          <span className="tabular shrink-0 text-muted">
            <When at={at} precision="minute" withTime />
          </span>
        </div>
        {said !== "" && <p className="text-muted wrap-anywhere">{said}</p>}
      </div>
    </li>
  );
}
