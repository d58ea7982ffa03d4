import type { ReactNode } from "react";
import { PortalShell } from "@/components/layout/portal-shell.tsx";
import { readRail } from "@/lib/reporting/rail.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";

type Props = { params: Promise<{ organization: string }>; children: ReactNode };

/** The rail around the places one moves between; the wizard and the ticket page, each for one task, have none. */
export default async function RailLayout({ params, children }: Props) {
  const { organization, actor, email, others } = await requireMember((await params).organization, "organization:read");
  const rail = await readRail(webDeps(), organization.id);
  return (
    <PortalShell organization={organization} member={{ name: actor.name, email }} others={others} rail={rail}>
      {children}
    </PortalShell>
  );
}
