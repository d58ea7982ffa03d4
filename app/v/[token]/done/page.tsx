import type { Metadata } from "next";
import { cookies } from "next/headers";
import { RequesterEnd, type RequesterOutcome } from "@/components/verification/requester-end.tsx";
import { RequesterFrame } from "@/components/verification/requester-frame.tsx";
import { RequesterGone } from "@/components/verification/requester-gone.tsx";
import { requesterWords } from "@/components/verification/requester-words.ts";
import type { EndPage } from "@/lib/verification/find-open-page.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { endCookieName } from "../end-cookie.ts";
import { readEndPage } from "../read-page.ts";
import { shownName, shownOrganization, shownTime } from "../shown.tsx";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const end = await readEnd((await params).token);
  return { title: end ? requesterWords[end.outcome].pageTitle : requesterWords.gone.title };
}

/** How it ended, for the browser that ended it. To any other it looks like a link that never was. */
export default async function DonePage({ params }: Props) {
  const { token } = await params;
  const end = await readEnd(token);
  if (!end) return <RequesterGone />;
  const { outcome } = end;
  return (
    <RequesterFrame
      organization={shownOrganization(end.organization, token)}
      mark={outcome === "passed" ? "countersigned" : "not-countersigned"}
    >
      <RequesterEnd
        outcome={outcome}
        organizationName={shownName(end.organization.name)}
        technicianName={end.technicianName === null ? null : shownName(end.technicianName)}
        requesterName={end.requesterName === null ? null : shownName(end.requesterName)}
        settledAt={shownTime(end.settledAt, end.organization, "line")}
        receipt={end.receipt}
      />
    </RequesterFrame>
  );
}

async function readEnd(token: string) {
  const proof = (await cookies()).get(endCookieName(webDeps().appUrl))?.value ?? "";
  const end = await readEndPage(token, proof);
  const outcome = end && requesterOutcome(end);
  return end && outcome && { ...end, outcome };
}

/** The ends that a requester brings about; the others have no browser that could prove anything. */
function requesterOutcome({ outcome, reason }: Pick<EndPage, "outcome" | "reason">): RequesterOutcome | null {
  if (outcome === "denied" && reason === "verification.wrong_phrase") return "wrong_phrase";
  return outcome === "passed" || outcome === "denied" || outcome === "failed" ? outcome : null;
}
