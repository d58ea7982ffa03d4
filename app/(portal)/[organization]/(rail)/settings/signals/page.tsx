import type { Metadata } from "next";
import { RiskSettingsSection } from "@/components/verification/risk-settings-section.tsx";
import { can } from "@/lib/organization/permissions.ts";
import { getRiskSettings } from "@/lib/verification/signals/risk-settings.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "Signals" };

type Props = { params: Promise<{ organization: string }> };

export default async function SignalSettingsPage({ params }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "organization:read");
  const settings = await getRiskSettings(webDeps(), organization.id);
  return <RiskSettingsSection organization={organization.slug} settings={settings} mayEdit={can(actor.role, "organization:edit")} />;
}
