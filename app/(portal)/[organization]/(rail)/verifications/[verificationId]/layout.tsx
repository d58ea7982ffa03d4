import type { ReactNode } from "react";
import { requireMember } from "@/lib/web/session.ts";
import { readVerificationPage } from "./read-verification-page.ts";

type Props = { params: Promise<{ organization: string; verificationId: string }>; children: ReactNode };

/** Outside the place that shows a skeleton: what begins with a skeleton has answered 200 and cannot say 404 any more. */
export default async function VerificationLayout({ params, children }: Props) {
  const { organization: slug, verificationId } = await params;
  const { organization } = await requireMember(slug, "verification:read");
  await readVerificationPage(organization.id, verificationId);
  return children;
}
