import type { Metadata } from "next";
import { CampaignsScreen } from "@/components/campaign/campaigns-screen.tsx";
import { can } from "@/lib/organization/permissions.ts";
import { listCampaigns } from "@/lib/verification/campaigns/manage-campaigns.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "Campaigns" };

type Props = { params: Promise<{ organization: string }> };

export default async function CampaignsPage({ params }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "verification:read");
  const campaigns = await listCampaigns(webDeps(), organization.id);
  return <CampaignsScreen organization={organization.slug} initial={campaigns} mayClose={can(actor.role, "contact:unfreeze")} />;
}
