import type { Metadata } from "next";
import { AlertsSection } from "@/components/notification/alerts-section.tsx";
import { listChannels } from "@/lib/notification/alerts/list-channels.ts";
import { listMembers } from "@/lib/organization/list-team.ts";
import { can } from "@/lib/organization/permissions.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { addChannelAction, changeChannelAction, removeChannelAction, testChannelAction } from "../alert-actions.ts";

export const metadata: Metadata = { title: "Alerts" };

type Props = { params: Promise<{ organization: string }> };

export default async function AlertSettingsPage({ params }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "organization:read");
  const [channels, members] = await Promise.all([listChannels(webDeps(), organization.id), listMembers(webDeps(), organization.id)]);
  const mayEdit = can(actor.role, "organization:edit");
  const { slug } = organization;
  const admins = members.filter(({ role }) => role === "owner" || role === "admin").map(({ name, email }) => ({ name, email }));
  return (
    <AlertsSection
      organization={slug}
      channels={channels}
      people={mayEdit ? admins : []}
      mayEdit={mayEdit}
      actions={{
        add: addChannelAction.bind(null, slug),
        change: changeChannelAction.bind(null, slug),
        remove: removeChannelAction.bind(null, slug),
        test: testChannelAction.bind(null, slug),
      }}
    />
  );
}
