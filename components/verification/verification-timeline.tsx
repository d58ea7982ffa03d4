import { Panel } from "@/components/ui/panel.tsx";
import { Timeline } from "@/components/ui/timeline.tsx";
import { When } from "@/components/ui/when.tsx";
import { wordsOfEvent } from "@/components/verification/event-words.tsx";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";

/** What happened, oldest first. */
export function VerificationTimeline({ timeline }: Pick<VerificationAnswer, "timeline">) {
  const items = timeline.map((event) => {
    const { icon, title, more, tone } = wordsOfEvent(event);
    const meta = (
      <>
        <When at={event.at} withTime />
        {more !== null && (
          <>
            , <bdi>{more}</bdi>
          </>
        )}
      </>
    );
    return { id: event.id, icon, title, meta, tone };
  });
  return (
    <Panel title="Timeline">
      {items.length === 0 ? <p className="text-dense text-muted">Nothing has happened yet.</p> : <Timeline items={items} />}
    </Panel>
  );
}
