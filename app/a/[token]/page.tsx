import type { Metadata } from "next";
import { ApproverFrame } from "@/components/verification/approver-frame.tsx";
import { ApproverAnswered, ApproverQuestion } from "@/components/verification/approver-question.tsx";
import { approverWords } from "@/components/verification/approver-words.ts";
import { RequesterGone } from "@/components/verification/requester-gone.tsx";
import { oneLine } from "@/lib/notification/html.ts";
import { approverPaths } from "./approver-paths.ts";
import { readApprovalEnd, readApprovalPage } from "./read-page.ts";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: approverWords.title };

/** What an approver is asked. Opening it changes nothing: mail scanners open every link. */
export default async function ApproverPage({ params, searchParams }: Props) {
  const { token } = await params;
  const page = await readApprovalPage(token);
  if (!page) {
    const end = await readApprovalEnd(token);
    if (!end) return <RequesterGone />;
    return (
      <ApproverFrame
        organizationName={oneLine(end.organization.name, 120)}
        mark={end.answer === "approved" ? "countersigned" : "not-countersigned"}
      >
        <ApproverAnswered answer={end.answer} requesterName={nameOf(end.requesterName)} />
      </ApproverFrame>
    );
  }
  const paths = approverPaths(token);
  const { said } = await searchParams;
  return (
    <ApproverFrame organizationName={oneLine(page.organization.name, 120)} mark="asked" notRightHref={paths.notRight}>
      <ApproverQuestion
        organizationName={oneLine(page.organization.name, 120)}
        requesterName={nameOf(page.requesterName)}
        companyName={page.companyName === null ? null : oneLine(page.companyName, 120)}
        technicianName={page.technicianName === null ? null : oneLine(page.technicianName, 120)}
        ticketNumber={oneLine(page.ticketNumber, 60)}
        strengthAsked={page.strengthAsked}
        triesLeft={page.triesLeft}
        said={said === "wrong" || said === "unreadable" ? said : null}
        action={paths.approve}
      />
    </ApproverFrame>
  );
}

function nameOf(name: string | null): string {
  return name === null ? approverWords.somebody : oneLine(name, 120);
}
