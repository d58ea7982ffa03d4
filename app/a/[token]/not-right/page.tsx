import type { Metadata } from "next";
import { reader } from "@/app/reader.ts";
import { shownAsking } from "@/app/v/[token]/shown.tsx";
import { ApproverFrame } from "@/components/verification/approver-frame.tsx";
import { RequesterDenial } from "@/components/verification/requester-denial.tsx";
import { RequesterGone } from "@/components/verification/requester-gone.tsx";
import { oneLine } from "@/lib/notification/html.ts";
import { approverPaths } from "../approver-paths.ts";
import { readApprovalPage } from "../read-page.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await reader()).words.approver.denial.title };
}

/** The second, deliberate step: a robot that follows every link comes this far and has denied nothing. */
export default async function NotRightPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { here, words } = await reader();
  const page = await readApprovalPage(token);
  if (!page) return <RequesterGone words={words.requester} here={here} />;
  const paths = approverPaths(token);
  const organizationName = oneLine(page.organization.name, 120);
  return (
    <ApproverFrame words={words} here={here} organization={shownAsking(page.organization, paths)} mark="not-countersigned">
      <RequesterDenial organizationName={organizationName} words={words.approver.denial} action={paths.deny} backHref={paths.page}>
        {null}
      </RequesterDenial>
    </ApproverFrame>
  );
}
