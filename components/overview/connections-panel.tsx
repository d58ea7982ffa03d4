import Link from "next/link";
import { verdictWords } from "@/components/connection/verdict-words.ts";
import { LiveAge } from "@/components/ui/live-age.tsx";
import { Panel, PanelRow } from "@/components/ui/panel.tsx";
import { Status } from "@/components/ui/status.tsx";
import type { Overview } from "@/lib/reporting/schema.ts";

/** Each Autotask database and whether it works. */
export function ConnectionsPanel({ organization, connections }: { organization: string; connections: Overview["connections"] }) {
  return (
    <Panel flush title="Connections">
      <ul aria-label="Connections">
        {connections.map(({ id, name, verdict, connectedAt, lastDeliveryAt }) => (
          <li key={id} className="border-b border-separator last:border-b-0">
            <PanelRow className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <div className="min-w-0">
                <Link
                  href={`/${organization}/connections/${id}${connectedAt === null ? "/connect" : ""}`}
                  className="text-dense font-medium wrap-anywhere hover:underline"
                >
                  {name}
                </Link>
                <p className="text-micro text-muted">
                  {lastDeliveryAt === null ? (
                    "No ticket yet"
                  ) : (
                    <>
                      Last ticket <LiveAge at={lastDeliveryAt} />
                    </>
                  )}
                </p>
              </div>
              <Status kind="connection" state={verdictWords[verdict].tag} />
            </PanelRow>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
