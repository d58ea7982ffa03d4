import type { Metadata } from "next";
import { VerificationScreen } from "@/components/verification/verification-screen.tsx";
import { can } from "@/lib/organization/permissions.ts";
import { requireMember } from "@/lib/web/session.ts";
import { readVerificationPage } from "./read-verification-page.ts";

export const metadata: Metadata = { title: "Verification" };

type Props = { params: Promise<{ organization: string; verificationId: string }> };

export default async function VerificationPage({ params }: Props) {
  const { organization: slug, verificationId } = await params;
  const { organization, actor } = await requireMember(slug, "verification:read");
  const verification = await readVerificationPage(organization.id, verificationId);
  const may = {
    start: can(actor.role, "verification:start"),
    cancel: can(actor.role, "verification:cancel"),
    revoke: can(actor.role, "authenticator:revoke"),
  };
  const deciderId = can(actor.role, "verification:override") ? actor.id : null;
  return (
    <VerificationScreen
      organization={organization.slug}
      initial={verification}
      may={may}
      deciderId={deciderId}
      mayFreeze={can(actor.role, "contact:unfreeze")}
    />
  );
}
