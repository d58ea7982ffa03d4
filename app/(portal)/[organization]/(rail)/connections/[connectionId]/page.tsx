import type { Metadata } from "next";
import { ConnectionFrame } from "@/components/connection/status/connection-frame.tsx";
import { EVENTS_SHOWN, GAPS_SHOWN, LATEST } from "@/components/connection/status/shown.ts";
import { StatusView } from "@/components/connection/status/status-view.tsx";
import { readDeliveries } from "@/lib/intake/queries.ts";
import { listConnectionEvents, listGaps } from "@/lib/reporting/health/list-events.ts";
import { readUptime } from "@/lib/reporting/health/read-uptime.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { disconnectAction } from "../../../connections/actions.ts";
import { type ConnectionPageParams, readConnectionPage } from "../read-connection-page.ts";

export const metadata: Metadata = { title: "Connection" };

export default async function ConnectionPage({ params }: { params: ConnectionPageParams }) {
  const member = await requireMember((await params).organization, "connection:read");
  const { status, frame } = await readConnectionPage(member, params);
  const place = { organizationId: member.organization.id, connectionId: status.id };
  const deliveries = await readDeliveries(webDeps(), { ...place, limit: LATEST });
  const history = {
    uptime: await readUptime(webDeps(), { ...place, range: "30d" }),
    gaps: await listGaps(webDeps(), { ...place, limit: GAPS_SHOWN }),
    events: await listConnectionEvents(webDeps(), { ...place, limit: EVENTS_SHOWN }),
  };
  return (
    <ConnectionFrame {...frame} place="">
      <StatusView
        slug={frame.slug}
        initial={status}
        health={frame.health}
        deliveries={deliveries}
        history={history}
        canEdit={frame.canEdit}
        connect={frame.actions.connect}
        liveLink={new URL(`/${frame.slug}/connections/${status.id}/ticket`, webDeps().appUrl).href}
        disconnect={disconnectAction.bind(null, frame.slug)}
      />
    </ConnectionFrame>
  );
}
