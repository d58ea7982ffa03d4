import type { Metadata } from "next";
import { ConnectionPermissions } from "@/components/connection/permissions/connection-permissions.tsx";
import { getPermissions } from "@/lib/connection/check-permissions.ts";
import { can } from "@/lib/organization/permissions.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { checkPermissionsAction } from "../../../../../connections/permission-actions.ts";
import { type ConnectionPageParams, readConnection } from "../../../read-connection-page.ts";

export const metadata: Metadata = { title: "Permissions" };

export default async function PermissionsPage({ params }: { params: ConnectionPageParams }) {
  const { organization, actor } = await requireMember((await params).organization, "connection:read");
  const { id } = await readConnection(organization.id, (await params).connectionId);
  const permissions = await getPermissions(webDeps(), { organizationId: organization.id, connectionId: id });
  return (
    <ConnectionPermissions
      slug={organization.slug}
      connectionId={id}
      canEdit={can(actor.role, "connection:edit")}
      initial={permissions}
      check={checkPermissionsAction.bind(null, organization.slug)}
    />
  );
}
