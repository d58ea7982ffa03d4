import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ConnectionFrame } from "@/components/connection/status/connection-frame.tsx";
import { WhatWeWrite } from "@/components/connection/status/what-we-write.tsx";
import { getPermissions } from "@/lib/connection/check-permissions.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { saveOptionsAction } from "../../../../connections/actions.ts";
import { checkPermissionsAction } from "../../../../connections/permission-actions.ts";
import { type ConnectionPageParams, readConnectionPage } from "../../read-connection-page.ts";

export const metadata: Metadata = { title: "Options" };

export default async function WhatWeWritePage({ params }: { params: ConnectionPageParams }) {
  const member = await requireMember((await params).organization, "connection:edit");
  const { status, frame } = await readConnectionPage(member, params);
  if (status.state !== "connected" && status.state !== "paused") redirect(`/${frame.slug}/connections/${status.id}`);
  const permissions = await getPermissions(webDeps(), { organizationId: member.organization.id, connectionId: status.id });
  return (
    <ConnectionFrame {...frame} place="/what-we-write">
      <WhatWeWrite
        slug={frame.slug}
        initial={status}
        permissions={permissions}
        save={saveOptionsAction.bind(null, frame.slug)}
        check={checkPermissionsAction.bind(null, frame.slug)}
      />
    </ConnectionFrame>
  );
}
