import type { Metadata } from "next";
import { StrengthsScreen } from "@/components/policy/strengths-screen.tsx";
import { can } from "@/lib/organization/permissions.ts";
import { listStrengths } from "@/lib/policy/strength-settings.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "Policies" };

type Props = { params: Promise<{ organization: string }> };

export default async function PoliciesPage({ params }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "connection:read");
  return (
    <StrengthsScreen
      organization={organization.slug}
      initial={await listStrengths(webDeps(), organization.id)}
      mayEdit={can(actor.role, "connection:edit")}
    />
  );
}
