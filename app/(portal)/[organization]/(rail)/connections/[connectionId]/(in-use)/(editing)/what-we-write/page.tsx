import type { Metadata } from "next";
import { WhatWeWrite } from "@/components/connection/status/what-we-write.tsx";
import { getPermissions } from "@/lib/connection/check-permissions.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { saveOptionsAction } from "../../../../../../connections/actions.ts";
import { checkPermissionsAction } from "../../../../../../connections/permission-actions.ts";
import { type ConnectionPageParams, readConnection } from "../../../../read-connection-page.ts";

export const metadata: Metadata = { title: "What we write" };

export default async function WhatWeWritePage({ params }: { params: ConnectionPageParams }) {
  const { organization } = await requireMember((await params).organization, "connection:edit");
  const status = await readConnection(organization.id, (await params).connectionId);
  const permissions = await getPermissions(webDeps(), { organizationId: organization.id, connectionId: status.id });
  return (
    <WhatWeWrite
      slug={organization.slug}
      initial={status}
      permissions={permissions}
      save={saveOptionsAction.bind(null, organization.slug)}
      check={checkPermissionsAction.bind(null, organization.slug)}
    />
  );
}
