import type { Metadata } from "next";
import { RiskSettingsSection } from "@/components/verification/risk-settings-section.tsx";
import { can } from "@/lib/organization/permissions.ts";
import { getQuestionSettings } from "@/lib/verification/questions/question-settings.ts";
import { getRiskSettings } from "@/lib/verification/signals/risk-settings.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "Signals" };

type Props = { params: Promise<{ organization: string }> };

export default async function SignalSettingsPage({ params }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "organization:read");
  const deps = webDeps();
  const [settings, questions] = await Promise.all([getRiskSettings(deps, organization.id), getQuestionSettings(deps, organization.id)]);
  const mayEdit = can(actor.role, "organization:edit");
  return <RiskSettingsSection organization={organization.slug} settings={settings} questions={questions} mayEdit={mayEdit} />;
}
