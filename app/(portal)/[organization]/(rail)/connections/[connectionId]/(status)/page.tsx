import type { Metadata } from "next";
import { EVENTS_SHOWN, GAPS_SHOWN, LATEST } from "@/components/connection/status/shown.ts";
import { StatusView } from "@/components/connection/status/status-view.tsx";
import { readDeliveries } from "@/lib/intake/queries.ts";
import { can } from "@/lib/organization/permissions.ts";
import { listConnectionEvents, listGaps } from "@/lib/reporting/health/list-events.ts";
import { readUptime } from "@/lib/reporting/health/read-uptime.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { connectAction, disconnectAction } from "../../../../connections/actions.ts";
import { type ConnectionPageParams, readConnection, readHealth } from "../../read-connection-page.ts";

export const metadata: Metadata = { title: "Connection" };

export default async function ConnectionPage({ params }: { params: ConnectionPageParams }) {
  const { organization, actor } = await requireMember((await params).organization, "connection:read");
  const { slug } = organization;
  const status = await readConnection(organization.id, (await params).connectionId);
  const place = { organizationId: organization.id, connectionId: status.id };
  const deliveries = await readDeliveries(webDeps(), { ...place, limit: LATEST });
  const history = {
    uptime: await readUptime(webDeps(), { ...place, range: "30d" }),
    gaps: await listGaps(webDeps(), { ...place, limit: GAPS_SHOWN }),
    events: await listConnectionEvents(webDeps(), { ...place, limit: EVENTS_SHOWN }),
  };
  return (
    <StatusView
      slug={slug}
      initial={status}
      health={await readHealth(organization.id, status.id)}
      deliveries={deliveries}
      history={history}
      canEdit={can(actor.role, "connection:edit")}
      connect={connectAction.bind(null, slug)}
      liveLink={new URL(`/${slug}/connections/${status.id}/ticket`, webDeps().appUrl).href}
      disconnect={disconnectAction.bind(null, slug)}
    />
  );
}
