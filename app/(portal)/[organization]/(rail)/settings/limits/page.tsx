import type { Metadata } from "next";
import { LimitsSection } from "@/components/verification/limits-section.tsx";
import { can } from "@/lib/organization/permissions.ts";
import { readLimits } from "@/lib/verification/limits/read-limits.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "Limits" };

type Props = { params: Promise<{ organization: string }> };

export default async function LimitSettingsPage({ params }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "organization:read");
  const limits = await readLimits(webDeps(), organization.id);
  return <LimitsSection organization={organization.slug} initial={limits} mayEdit={can(actor.role, "organization:edit")} />;
}
