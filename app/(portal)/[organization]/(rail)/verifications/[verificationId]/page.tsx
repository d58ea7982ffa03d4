import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { VerificationScreen } from "@/components/verification/verification-screen.tsx";
import { can } from "@/lib/organization/permissions.ts";
import { readVerification } from "@/lib/reporting/read-verification.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { orNotFound } from "@/lib/web/or-not-found.ts";
import { requireMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "Verification" };

type Props = { params: Promise<{ organization: string; verificationId: string }> };

export default async function VerificationPage({ params }: Props) {
  const { organization: slug, verificationId } = await params;
  const { organization, actor } = await requireMember(slug, "verification:read");
  if (!z.uuid().safeParse(verificationId).success) notFound();
  const verification = await orNotFound(readVerification(webDeps(), { organizationId: organization.id, verificationId }));
  const may = { start: can(actor.role, "verification:start"), cancel: can(actor.role, "verification:cancel") };
  return <VerificationScreen organization={organization.slug} initial={verification} may={may} />;
}
