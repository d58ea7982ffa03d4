import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AlertsSection } from "@/components/notification/alerts-section.tsx";
import { PhoneSection } from "@/components/notification/phone-section.tsx";
import { SettingsFacts } from "@/components/organization/settings-facts.tsx";
import { SettingsForm } from "@/components/organization/settings-form.tsx";
import { SettingsLogo } from "@/components/organization/settings-logo.tsx";
import { SettingsSessions } from "@/components/organization/settings-sessions.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { ExternalSection } from "@/components/verification/external-provider/external-section.tsx";
import { LimitsSection } from "@/components/verification/limits-section.tsx";
import { RiskSettingsSection } from "@/components/verification/risk-settings-section.tsx";
import { listConnections } from "@/lib/connection/queries.ts";
import { listChannels } from "@/lib/notification/alerts/list-channels.ts";
import { getPhoneSettings } from "@/lib/notification/sms/phone-settings.ts";
import { getSettings } from "@/lib/organization/get-settings.ts";
import { listMembers } from "@/lib/organization/list-team.ts";
import { listOwnSessions } from "@/lib/organization/own-sessions.ts";
import { can } from "@/lib/organization/permissions.ts";
import { listExternalProviders } from "@/lib/verification/external-provider/list-external-providers.ts";
import { readLimits } from "@/lib/verification/limits/read-limits.ts";
import { getQuestionSettings } from "@/lib/verification/questions/question-settings.ts";
import { getRiskSettings } from "@/lib/verification/signals/risk-settings.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { findSignedInMember, requireMember } from "@/lib/web/session.ts";
import { wordsOf } from "@/lib/words/words.ts";
import { endOtherSessionsAction, endSessionAction, saveSettingsAction } from "./actions.ts";
import { addChannelAction, changeChannelAction, removeChannelAction, testChannelAction } from "./alert-actions.ts";

export const metadata: Metadata = { title: "Settings" };

type Props = { params: Promise<{ organization: string }> };

export default async function SettingsPage({ params }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "organization:read");
  const signedIn = await findSignedInMember();
  if (!signedIn) notFound();
  const deps = webDeps();
  const [settings, sessions, channels, members, phone, providers, connections, limits, risk, questions] = await Promise.all([
    getSettings(deps, organization.id),
    listOwnSessions(deps, { userId: signedIn.user.id, sessionId: signedIn.sessionId }),
    listChannels(deps, organization.id),
    listMembers(deps, organization.id),
    getPhoneSettings(deps, organization.id),
    listExternalProviders(deps, organization.id),
    listConnections(deps, { organizationId: organization.id, limit: 50 }),
    readLimits(deps, organization.id),
    getRiskSettings(deps, organization.id),
    getQuestionSettings(deps, organization.id),
  ]);
  const mayEdit = can(actor.role, "organization:edit");
  const { slug } = organization;
  const { roleLine, marks } = wordsOf(settings.language).requester;
  return (
    <>
      <PageHead
        title="Settings"
        lead={mayEdit ? undefined : "You see what is set. An owner or admin of your organization can change it."}
      />
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
        {mayEdit ? (
          <SettingsForm settings={settings} submit={saveSettingsAction.bind(null, slug)} />
        ) : (
          <SettingsFacts settings={settings} />
        )}
        <SettingsLogo settings={settings} words={{ roleLine, marks }} mayEdit={mayEdit} />
        <div className="xl:col-span-2">
          <AlertsSection
            organization={slug}
            channels={channels}
            people={
              mayEdit ? members.filter(({ role }) => role === "owner" || role === "admin").map(({ name, email }) => ({ name, email })) : []
            }
            mayEdit={mayEdit}
            actions={{
              add: addChannelAction.bind(null, slug),
              change: changeChannelAction.bind(null, slug),
              remove: removeChannelAction.bind(null, slug),
              test: testChannelAction.bind(null, slug),
            }}
          />
        </div>
        <div className="xl:col-span-2">
          <PhoneSection organization={slug} settings={phone} mayEdit={mayEdit} />
        </div>
        <div className="xl:col-span-2">
          <RiskSettingsSection organization={slug} settings={risk} questions={questions} mayEdit={mayEdit} />
        </div>
        <div className="xl:col-span-2">
          <ExternalSection
            organization={slug}
            providers={providers}
            connections={connections.items.map(({ id, name }) => ({ value: id, label: name }))}
            mayEdit={can(actor.role, "connection:edit")}
          />
        </div>
        <div className="xl:col-span-2">
          <LimitsSection organization={slug} initial={limits} mayEdit={mayEdit} />
        </div>
        <div className="xl:col-span-2">
          <SettingsSessions
            sessions={sessions}
            end={endSessionAction.bind(null, slug)}
            endOthers={endOtherSessionsAction.bind(null, slug)}
          />
        </div>
      </div>
    </>
  );
}
