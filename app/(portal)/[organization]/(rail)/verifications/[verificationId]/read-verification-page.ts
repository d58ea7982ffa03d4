import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { readVerification } from "@/lib/reporting/read-verification.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { orNotFound } from "@/lib/web/or-not-found.ts";
import { requireMember } from "@/lib/web/session.ts";

/** Who asks, and the verification: read once for the layout, which answers before anything is sent, and the page. */
export const readVerificationPage = cache(async (slug: string, verificationId: string) => {
  const { organization, actor } = await requireMember(slug, "verification:read");
  if (!z.uuid().safeParse(verificationId).success) notFound();
  const verification = await orNotFound(readVerification(webDeps(), { organizationId: organization.id, verificationId }));
  return { organization, actor, verification };
});
