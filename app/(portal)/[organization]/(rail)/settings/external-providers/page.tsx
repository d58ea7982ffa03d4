import type { Metadata } from "next";
import { ExternalSection } from "@/components/verification/external-provider/external-section.tsx";
import { listConnectionNames } from "@/lib/connection/queries.ts";
import { can } from "@/lib/organization/permissions.ts";
import { listExternalProviders } from "@/lib/verification/external-provider/list-external-providers.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "External providers" };

type Props = { params: Promise<{ organization: string }> };

export default async function ExternalProvidersPage({ params }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "organization:read");
  const [providers, connections] = await Promise.all([
    listExternalProviders(webDeps(), organization.id),
    listConnectionNames(webDeps(), organization.id),
  ]);
  return (
    <ExternalSection
      organization={organization.slug}
      providers={providers}
      connections={connections
        .filter(({ state }) => state === "connected" || state === "paused")
        .map(({ id, name }) => ({ value: id, label: name }))}
      mayEdit={can(actor.role, "connection:edit")}
    />
  );
}
