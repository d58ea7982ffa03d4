import { notFound } from "next/navigation";
import { z } from "zod";
import { getConnectionStatus } from "@/lib/connection/queries.ts";
import { can } from "@/lib/organization/permissions.ts";
import { readConnectionHealth } from "@/lib/reporting/health/read-health.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { orNotFound } from "@/lib/web/or-not-found.ts";
import type { MemberOfPage } from "@/lib/web/session.ts";
import { checkNowAction, connectAction, tryOnceAction } from "../../connections/actions.ts";

export type ConnectionPageParams = Promise<{ organization: string; connectionId: string }>;

/** What each page of a connection needs besides who asks: the connection, and the actions of its head. */
export async function readConnectionPage({ organization, actor }: MemberOfPage, params: ConnectionPageParams) {
  const { connectionId } = await params;
  if (!z.uuid().safeParse(connectionId).success) notFound();
  const asked = { organizationId: organization.id, connectionId };
  const status = await orNotFound(getConnectionStatus(webDeps(), asked));
  const health = await orNotFound(readConnectionHealth(webDeps(), asked));
  const actions = {
    check: checkNowAction.bind(null, organization.slug),
    connect: connectAction.bind(null, organization.slug),
    tryOnce: tryOnceAction.bind(null, organization.slug),
  };
  return { status, frame: { slug: organization.slug, initial: status, health, canEdit: can(actor.role, "connection:edit"), actions } };
}
