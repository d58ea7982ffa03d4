import type { Metadata } from "next";
import { reader } from "@/app/reader.ts";
import { shownAsking } from "@/app/v/[token]/shown.tsx";
import { ApproverFrame } from "@/components/verification/approver-frame.tsx";
import { ApproverAnswered, ApproverQuestion } from "@/components/verification/approver-question.tsx";
import { RequesterGone } from "@/components/verification/requester-gone.tsx";
import { oneLine } from "@/lib/notification/html.ts";
import type { Words } from "@/lib/words/schema.ts";
import { approverPaths } from "./approver-paths.ts";
import { readApprovalEnd, readApprovalPage } from "./read-page.ts";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await reader()).words.approver.title };
}

/** What an approver is asked. Opening it changes nothing: mail scanners open every link. */
export default async function ApproverPage({ params, searchParams }: Props) {
  const { token } = await params;
  const { here, words } = await reader();
  const page = await readApprovalPage(token);
  if (!page) {
    const end = await readApprovalEnd(token);
    if (!end) return <RequesterGone words={words.requester} here={here} />;
    return (
      <ApproverFrame
        words={words}
        here={here}
        organization={shownAsking(end.organization, approverPaths(token))}
        mark={end.answer === "approved" ? "countersigned" : "not-countersigned"}
      >
        <ApproverAnswered words={words.approver} answer={end.answer} requesterName={nameOf(words, end.requesterName)} />
      </ApproverFrame>
    );
  }
  const paths = approverPaths(token);
  const { said } = await searchParams;
  return (
    <ApproverFrame
      words={words}
      here={here}
      organization={shownAsking(page.organization, paths)}
      mark="asked"
      notRightHref={paths.notRight}
    >
      <ApproverQuestion
        words={words.approver}
        organizationName={oneLine(page.organization.name, 120)}
        requesterName={nameOf(words, page.requesterName)}
        companyName={page.organization.companyName === null ? null : oneLine(page.organization.companyName, 120)}
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

function nameOf({ approver }: Words, name: string | null): string {
  return name === null ? approver.somebody : oneLine(name, 120);
}
