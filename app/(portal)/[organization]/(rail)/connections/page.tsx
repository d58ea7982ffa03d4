import type { Metadata } from "next";
import { ConnectionsList } from "@/components/connection/status/connections-list.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { listConnections } from "@/lib/connection/queries.ts";
import { can } from "@/lib/organization/permissions.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "Connections" };

type Props = { params: Promise<{ organization: string }> };

export default async function ConnectionsPage({ params }: Props) {
  const { organization, actor } = await requireMember((await params).organization, "connection:read");
  const connections = await listConnections(webDeps(), organization.id);
  const canEdit = can(actor.role, "connection:edit");
  return (
    <>
      <PageHead
        title="Connections"
        lead="Each connection is one Autotask database."
        actions={
          canEdit && connections.length > 0 ? (
            <ButtonLink href={`/${organization.slug}/connections/new`} variant="primary">
              Connect Autotask
            </ButtonLink>
          ) : undefined
        }
      />
      <ConnectionsList slug={organization.slug} initial={connections} canEdit={canEdit} />
    </>
  );
}
