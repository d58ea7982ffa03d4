import type { Metadata } from "next";
import { DeadlineNotice } from "@/components/connection/deadline-notice.tsx";
import { OverviewScreen } from "@/components/overview/overview-screen.tsx";
import { getIdentifierDeadline } from "@/lib/connection/identifier-deadline.ts";
import { can } from "@/lib/organization/permissions.ts";
import { readOverview } from "@/lib/reporting/overview.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "Overview" };

type Props = { params: Promise<{ organization: string }> };

/** Is it working, and what needs a person. */
export default async function OverviewPage({ params }: Props) {
  const { organization, actor } = await requireMember((await params).organization, "verification:read");
  const overview = await readOverview(webDeps(), organization.id);
  const deadline = await getIdentifierDeadline(webDeps(), organization.id);
  const mayConnect = can(actor.role, "connection:edit");
  return (
    <OverviewScreen
      organization={organization.slug}
      initial={overview}
      mayConnect={mayConnect}
      mayStart={can(actor.role, "verification:start")}
      notice={<DeadlineNotice organization={organization.slug} initial={deadline} canEdit={mayConnect} />}
    />
  );
}
