import { incidentText, incidentTitles } from "@/components/connection/event-words.ts";
import { Panel } from "@/components/ui/panel.tsx";
import { When } from "@/components/ui/when.tsx";
import type { ConnectionHealth } from "@/lib/reporting/schema.ts";

/** Several troubles at once, each with what it is and since when: the verdict above names only the worst. One it has said already. */
export function IncidentsPanel({ incidents }: Pick<ConnectionHealth, "incidents">) {
  if (incidents.length < 2) return null;
  return (
    <Panel title="Wrong at the moment" aside={`${incidents.length} troubles`} flush>
      <ul aria-label="Wrong at the moment">
        {incidents.map(({ id, kind, code, params, openedAt, occurrences }) => (
          <li key={id} className="border-b border-separator px-4 py-2.5 text-dense last:border-b-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="font-medium">{incidentTitles[kind]}</h3>
              <span className="text-muted">
                since <When at={openedAt} precision="minute" withTime />
                {occurrences > 1 && `, seen ${occurrences} times`}
              </span>
            </div>
            <p className="text-muted wrap-anywhere">{incidentText({ kind, code, params })}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
