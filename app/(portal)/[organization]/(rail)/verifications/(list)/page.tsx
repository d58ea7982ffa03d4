import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { listHref, parseListFilter, type SearchParams } from "@/components/verification/list-filter.ts";
import { VerificationListScreen } from "@/components/verification/verification-list-screen.tsx";
import { listConnectionNames } from "@/lib/connection/queries.ts";
import { can } from "@/lib/organization/permissions.ts";
import { InputError } from "@/lib/platform/errors.ts";
import { strengthAtFirst } from "@/lib/policy/schema.ts";
import { listStrengths } from "@/lib/policy/strength-settings.ts";
import { searchVerifications } from "@/lib/verification/for-members.ts";
import { verificationFilterSchema } from "@/lib/verification/schema.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "Verifications" };

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<SearchParams> };

export default async function VerificationsPage({ params, searchParams }: Props) {
  const { organization, actor } = await requireMember((await params).organization, "verification:read");
  const filter = parseListFilter(await searchParams);
  const connections = await listConnectionNames(webDeps(), organization.id);
  const strengths = await listStrengths(webDeps(), organization.id);
  const asked = { organizationId: organization.id, filter: verificationFilterSchema.parse(filter) };
  const found = await searchVerifications(webDeps(), asked).catch((error: unknown) => {
    // A page that this release cannot find again: an old link shows the first one.
    if (error instanceof InputError) redirect(listHref(organization.slug, { ...filter, cursor: undefined }));
    throw error;
  });
  return (
    <VerificationListScreen
      organization={organization.slug}
      filter={filter}
      initial={found}
      connections={connections.map(({ id, name, state }) => ({
        ...{ id, name, isConnected: state === "connected" },
        strength: strengths.find(({ connection }) => connection.id === id)?.asked.strength ?? strengthAtFirst,
      }))}
      mayStart={can(actor.role, "verification:start")}
    />
  );
}
