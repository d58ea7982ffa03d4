import type { Metadata } from "next";
import { SettingsFacts } from "@/components/organization/settings-facts.tsx";
import { SettingsForm } from "@/components/organization/settings-form.tsx";
import { SettingsLogo } from "@/components/organization/settings-logo.tsx";
import { getSettings } from "@/lib/organization/get-settings.ts";
import { can } from "@/lib/organization/permissions.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { wordsOf } from "@/lib/words/words.ts";
import { saveSettingsAction } from "../actions.ts";

export const metadata: Metadata = { title: "Settings" };

type Props = { params: Promise<{ organization: string }> };

export default async function OrganizationSettingsPage({ params }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "organization:read");
  const settings = await getSettings(webDeps(), organization.id);
  const mayEdit = can(actor.role, "organization:edit");
  const { roleLine, marks } = wordsOf(settings.language).requester;
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
      {mayEdit ? (
        <SettingsForm settings={settings} submit={saveSettingsAction.bind(null, organization.slug)} />
      ) : (
        <SettingsFacts settings={settings} />
      )}
      <SettingsLogo settings={settings} words={{ roleLine, marks }} mayEdit={mayEdit} />
    </div>
  );
}
