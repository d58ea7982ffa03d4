import type { Metadata } from "next";
import { PhoneSection } from "@/components/notification/phone-section.tsx";
import { getPhoneSettings } from "@/lib/notification/sms/phone-settings.ts";
import { can } from "@/lib/organization/permissions.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "Phone" };

type Props = { params: Promise<{ organization: string }> };

export default async function PhoneSettingsPage({ params }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "organization:read");
  const settings = await getPhoneSettings(webDeps(), organization.id);
  return <PhoneSection organization={organization.slug} settings={settings} mayEdit={can(actor.role, "organization:edit")} />;
}
