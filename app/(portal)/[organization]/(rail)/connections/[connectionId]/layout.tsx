import type { ReactNode } from "react";
import { ConnectionFrame } from "@/components/connection/status/connection-frame.tsx";
import { can } from "@/lib/organization/permissions.ts";
import { requireMember } from "@/lib/web/session.ts";
import { checkNowAction, tryOnceAction } from "../../../connections/actions.ts";
import { type ConnectionPageParams, readConnection, readHealth } from "../read-connection-page.ts";

type Props = { params: ConnectionPageParams; children: ReactNode };

/**
 * The head of a connection stays while one goes from tab to tab. It is outside the places that show a skeleton: what begins with
 * a skeleton has answered 200 and cannot say 404 any more.
 */
export default async function ConnectionLayout({ params, children }: Props) {
  const { organization: slug, connectionId } = await params;
  const { organization, actor } = await requireMember(slug, "connection:read");
  const status = await readConnection(organization.id, connectionId);
  const health = await readHealth(organization.id, connectionId);
  return (
    <ConnectionFrame
      slug={organization.slug}
      initial={status}
      health={health}
      canEdit={can(actor.role, "connection:edit")}
      actions={{ check: checkNowAction.bind(null, organization.slug), tryOnce: tryOnceAction.bind(null, organization.slug) }}
    >
      {children}
    </ConnectionFrame>
  );
}
