import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { DeadlineNotice } from "@/components/connection/deadline-notice.tsx";
import { ConnectionsList } from "@/components/connection/status/connections-list.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { getIdentifierDeadline } from "@/lib/connection/identifier-deadline.ts";
import { listConnections } from "@/lib/connection/queries.ts";
import { can } from "@/lib/organization/permissions.ts";
import { InputError } from "@/lib/platform/errors.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "Connections" };

/** An address that was edited by hand shows the first page. */
const searchSchema = z.object({
  after: z.uuid().optional().catch(undefined),
  before: z.coerce.number().int().nonnegative().catch(0).default(0),
});

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Record<string, unknown>> };

export default async function ConnectionsPage({ params, searchParams }: Props) {
  const { organization, actor } = await requireMember((await params).organization, "connection:read");
  const { after, before } = searchSchema.parse(await searchParams);
  const asked = { organizationId: organization.id, limit: 50, ...(after === undefined ? {} : { cursor: after }) };
  const connections = await listConnections(webDeps(), asked).catch((error: unknown) => {
    if (error instanceof InputError) redirect(`/${organization.slug}/connections`);
    throw error;
  });
  const deadline = await getIdentifierDeadline(webDeps(), organization.id);
  const canEdit = can(actor.role, "connection:edit");
  return (
    <>
      <PageHead
        title="Connections"
        lead="Each connection is one Autotask database. An organization can have several; each database is connected once."
        actions={
          canEdit && connections.total > 0 ? (
            <ButtonLink href={`/${organization.slug}/connections/new`} variant="primary">
              Connect Autotask
            </ButtonLink>
          ) : undefined
        }
      />
      <DeadlineNotice organization={organization.slug} initial={deadline} canEdit={canEdit} />
      <ConnectionsList
        key={after ?? "first"}
        slug={organization.slug}
        initial={connections}
        canEdit={canEdit}
        cursor={after ?? null}
        before={after === undefined ? 0 : before}
      />
    </>
  );
}
