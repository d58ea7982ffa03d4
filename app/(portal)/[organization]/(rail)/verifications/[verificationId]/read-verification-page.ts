import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { readVerification } from "@/lib/reporting/read-verification.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { orNotFound } from "@/lib/web/or-not-found.ts";

/** The verification: read once for the layout, which answers before anything is sent, and the page. Both ask who reads it first. */
export const readVerificationPage = cache(async (organizationId: string, verificationId: string) => {
  if (!z.uuid().safeParse(verificationId).success) notFound();
  return orNotFound(readVerification(webDeps(), { organizationId, verificationId }));
});
