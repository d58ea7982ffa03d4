import type { Metadata } from "next";
import { ApproversPanel } from "@/components/verification/approvers/approvers-panel.tsx";
import { CompaniesScreen } from "@/components/verification/company-sign-in/companies-screen.tsx";
import { listConnectionNames } from "@/lib/connection/queries.ts";
import { can } from "@/lib/organization/permissions.ts";
import { listApprovers } from "@/lib/verification/approval/manage-approvers.ts";
import { listProviders } from "@/lib/verification/company-sign-in/list-providers.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { addProviderAction, removeProviderAction, switchProviderAction, testProviderAction } from "./actions.ts";

export const metadata: Metadata = { title: "Companies" };

type Props = { params: Promise<{ organization: string }> };

export default async function CompaniesPage({ params }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "connection:read");
  const deps = webDeps();
  const [providers, approvers, connections] = await Promise.all([
    listProviders(deps, organization.id),
    listApprovers(deps, organization.id),
    listConnectionNames(deps, organization.id),
  ]);
  const { slug } = organization;
  // Companies are looked up in Autotask, which takes a connection that is in use.
  const choices = connections
    .filter(({ state }) => state === "connected" || state === "paused")
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <CompaniesScreen
      organization={slug}
      providers={providers}
      connections={choices}
      mayEdit={can(actor.role, "connection:edit")}
      approvers={
        <ApproversPanel organization={slug} approvers={approvers} connections={choices} mayEdit={can(actor.role, "organization:edit")} />
      }
      actions={{
        add: addProviderAction.bind(null, slug),
        switch: switchProviderAction.bind(null, slug),
        remove: removeProviderAction.bind(null, slug),
        test: testProviderAction.bind(null, slug),
      }}
    />
  );
}
