import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { RequesterEnd, type RequesterOutcome } from "@/components/verification/requester-end.tsx";
import { RequesterFrame } from "@/components/verification/requester-frame.tsx";
import { requesterWords } from "@/components/verification/requester-words.ts";
import { findEndPage } from "@/lib/verification/find-open-page.ts";
import type { Outcome } from "@/lib/verification/states.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { endCookieName } from "../end-cookie.ts";
import { shownName, shownOrganization, shownTime } from "../shown.tsx";

export const metadata: Metadata = { title: requesterWords.endTitle };

/** How it ended, for the browser that ended it. To any other it looks like a link that never was. */
export default async function DonePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const deps = webDeps();
  const proof = (await cookies()).get(endCookieName(deps.appUrl))?.value ?? "";
  const end = await findEndPage(deps, { token, proof });
  const outcome = end && requesterOutcome(end.outcome);
  if (!end || !outcome) notFound();
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

/** The ends that a requester brings about; the others have no browser that could prove anything. */
function requesterOutcome(outcome: Outcome): RequesterOutcome | null {
  return outcome === "passed" || outcome === "denied" || outcome === "failed" ? outcome : null;
}
