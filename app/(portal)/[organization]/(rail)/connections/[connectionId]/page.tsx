import type { Metadata } from "next";
import { ConnectionFrame } from "@/components/connection/status/connection-frame.tsx";
import { StatusView } from "@/components/connection/status/status-view.tsx";
import { readDeliveries } from "@/lib/intake/queries.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { disconnectAction } from "../../../connections/actions.ts";
import { type ConnectionPageParams, readConnectionPage } from "../read-connection-page.ts";

export const metadata: Metadata = { title: "Connection" };

export default async function ConnectionPage({ params }: { params: ConnectionPageParams }) {
  const member = await requireMember((await params).organization, "connection:read");
  const { status, frame } = await readConnectionPage(member, params);
  const deliveries = await readDeliveries(webDeps(), { organizationId: member.organization.id, connectionId: status.id, limit: 6 });
  return (
    <ConnectionFrame {...frame} place="">
      <StatusView
        slug={frame.slug}
        initial={status}
        deliveries={deliveries}
        canEdit={frame.canEdit}
        connect={frame.actions.connect}
        liveLink={new URL(`/${frame.slug}/connections/${status.id}/ticket`, webDeps().appUrl).href}
        disconnect={disconnectAction.bind(null, frame.slug)}
      />
    </ConnectionFrame>
  );
}
