import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { requireMember } from "@/lib/web/session.ts";
import { type ConnectionPageParams, readConnection } from "../../read-connection-page.ts";

type Props = { params: ConnectionPageParams; children: ReactNode };

/** What a connection has only while it is in use; else its status says why. */
export default async function InUseLayout({ params, children }: Props) {
  const { organization: slug, connectionId } = await params;
  const { organization } = await requireMember(slug, "connection:read");
  const { state } = await readConnection(organization.id, connectionId);
  if (state !== "connected" && state !== "paused") redirect(`/${slug}/connections/${connectionId}`);
  return children;
}
