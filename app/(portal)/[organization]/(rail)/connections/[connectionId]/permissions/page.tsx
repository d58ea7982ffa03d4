import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ConnectionPermissions } from "@/components/connection/permissions/connection-permissions.tsx";
import { ConnectionFrame } from "@/components/connection/status/connection-frame.tsx";
import { getPermissions } from "@/lib/connection/check-permissions.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { checkPermissionsAction } from "../../../../connections/permission-actions.ts";
import { type ConnectionPageParams, readConnectionPage } from "../../read-connection-page.ts";

export const metadata: Metadata = { title: "Permissions" };

export default async function PermissionsPage({ params }: { params: ConnectionPageParams }) {
  const member = await requireMember((await params).organization, "connection:read");
  const { status, frame } = await readConnectionPage(member, params);
  if (status.state !== "connected" && status.state !== "paused") redirect(`/${frame.slug}/connections/${status.id}`);
  const permissions = await getPermissions(webDeps(), { organizationId: member.organization.id, connectionId: status.id });
  return (
    <ConnectionFrame {...frame} place="/permissions">
      <ConnectionPermissions
        slug={frame.slug}
        connectionId={status.id}
        canEdit={frame.canEdit}
        initial={permissions}
        check={checkPermissionsAction.bind(null, frame.slug)}
      />
    </ConnectionFrame>
  );
}
