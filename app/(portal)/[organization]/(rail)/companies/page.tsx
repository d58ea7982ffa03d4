import type { Metadata } from "next";
import type { SeenOrganization } from "@/components/company/appearance-seen.tsx";
import { AppearancesPanel } from "@/components/company/appearances-panel.tsx";
import { ApproversPanel } from "@/components/verification/approvers/approvers-panel.tsx";
import { CompaniesScreen } from "@/components/verification/company-sign-in/companies-screen.tsx";
import { listConnectionNames } from "@/lib/connection/queries.ts";
import { listAppearances } from "@/lib/directory/appearance/list-appearances.ts";
import { getSettings } from "@/lib/organization/get-settings.ts";
import { can } from "@/lib/organization/permissions.ts";
import type { OrganizationSettings } from "@/lib/organization/schema.ts";
import { listApprovers } from "@/lib/verification/approval/manage-approvers.ts";
import { listProviders } from "@/lib/verification/company-sign-in/list-providers.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { type Language, languages } from "@/lib/words/schema.ts";
import { wordsOf } from "@/lib/words/words.ts";
import { addProviderAction, removeProviderAction, switchProviderAction, testProviderAction } from "./actions.ts";

export const metadata: Metadata = { title: "Companies" };

type Props = { params: Promise<{ organization: string }> };

export default async function CompaniesPage({ params }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "connection:read");
  const deps = webDeps();
  const [settings, appearances, providers, approvers, connections] = await Promise.all([
    getSettings(deps, organization.id),
    listAppearances(deps, organization.id),
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
      appearances={
        <AppearancesPanel
          organization={seenBy(settings)}
          appearances={appearances}
          connections={choices}
          mayEdit={can(actor.role, "organization:edit")}
        />
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

/** What the preview of a page shows; the browser has no words of other languages. */
function seenBy({ slug, name, language, logo }: OrganizationSettings): SeenOrganization {
  const logoUrl = logo === null ? undefined : `/api/v1/organization/logo?organization=${encodeURIComponent(slug)}&v=${logo.version}`;
  const roleLineIn = (each: Language) => [each, wordsOf(each).requester.roleLineOf("{company}")];
  // One entry for each language, which Object.fromEntries cannot say.
  const roleLines = Object.fromEntries(languages.map(roleLineIn)) as SeenOrganization["roleLines"];
  return { ...{ slug, name, language, logoUrl, roleLines }, marks: wordsOf(language).requester.marks };
}
