import { notFound } from "next/navigation";
import { z } from "zod";
import { getConnectionStatus } from "@/lib/connection/queries.ts";
import { can } from "@/lib/organization/permissions.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { orNotFound } from "@/lib/web/or-not-found.ts";
import { requireMember } from "@/lib/web/session.ts";
import { checkNowAction, connectAction, tryOnceAction } from "../../connections/actions.ts";

export type ConnectionPageParams = Promise<{ organization: string; connectionId: string }>;

/** What each page of a connection needs: who asks, the connection, and the actions of its head. */
export async function readConnectionPage(params: ConnectionPageParams, permission: "connection:read" | "connection:edit") {
  const { organization: slug, connectionId } = await params;
  const { organization, actor } = await requireMember(slug, permission);
  if (!z.uuid().safeParse(connectionId).success) notFound();
  const status = await orNotFound(getConnectionStatus(webDeps(), { organizationId: organization.id, connectionId }));
  const actions = {
    check: checkNowAction.bind(null, organization.slug),
    connect: connectAction.bind(null, organization.slug),
    tryOnce: tryOnceAction.bind(null, organization.slug),
  };
  return {
    organization,
    status,
    frame: { slug: organization.slug, initial: status, canEdit: can(actor.role, "connection:edit"), actions },
  };
}
