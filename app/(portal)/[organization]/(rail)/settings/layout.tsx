import type { ReactNode } from "react";
import { SettingsTabs } from "@/components/organization/settings-tabs.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { can } from "@/lib/organization/permissions.ts";
import { requireMember } from "@/lib/web/session.ts";

type Props = { params: Promise<{ organization: string }>; children: ReactNode };

/** The head of the settings stays while one goes from one to the next; each has its own address. */
export default async function SettingsLayout({ params, children }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "organization:read");
  const mayEdit = can(actor.role, "organization:edit");
  return (
    <>
      <PageHead
        title="Settings"
        lead={mayEdit ? undefined : "You see what is set. An owner or admin of your organization can change it."}
      />
      <SettingsTabs organization={organization.slug} />
      {children}
    </>
  );
}
