import type { Metadata } from "next";
import { VerificationScreen } from "@/components/verification/verification-screen.tsx";
import { can } from "@/lib/organization/permissions.ts";
import { readVerificationPage } from "./read-verification-page.ts";

export const metadata: Metadata = { title: "Verification" };

type Props = { params: Promise<{ organization: string; verificationId: string }> };

export default async function VerificationPage({ params }: Props) {
  const { organization: slug, verificationId } = await params;
  const { organization, actor, verification } = await readVerificationPage(slug, verificationId);
  const may = {
    start: can(actor.role, "verification:start"),
    cancel: can(actor.role, "verification:cancel"),
    revoke: can(actor.role, "authenticator:revoke"),
  };
  return <VerificationScreen organization={organization.slug} initial={verification} may={may} />;
}
