import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { reader } from "@/app/reader.ts";
import { zonedMomentText } from "@/components/verification/moment-text.ts";
import { RequesterEnd, type RequesterOutcome } from "@/components/verification/requester-end.tsx";
import { RequesterEnrol } from "@/components/verification/requester-enrol.tsx";
import { RequesterFrame } from "@/components/verification/requester-frame.tsx";
import { enrolSaidCodes } from "@/components/verification/requester-said.ts";
import { listEnrolmentChoices } from "@/lib/verification/authenticators/list-enrolment-choices.ts";
import type { EndPage } from "@/lib/verification/find-open-page.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { endCookieName } from "../end-cookie.ts";
import { Over, overTitle } from "../over.tsx";
import { readEndPage, readOpenPage } from "../read-page.ts";
import { requesterPaths } from "../requester-paths.ts";
import { shownName, shownOrganization, shownTime } from "../shown.tsx";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { token } = await params;
  const { requester } = (await reader()).words;
  const end = await readEnd(token);
  return { title: end ? requester[end.outcome].pageTitle : await overTitle(token) };
}

/** How it ended, for the browser that ended it; to any other what the link itself shows. */
export default async function DonePage({ params, searchParams }: Props) {
  const { token } = await params;
  const end = await readEnd(token);
  const {
    here,
    words: { requester: words },
  } = await reader();
  if (!end) {
    // Proven a moment ago, or asked for something else since: the question's own page says which.
    if (await readOpenPage(token)) redirect(requesterPaths(token).page);
    return <Over token={token} />;
  }
  const { outcome } = end;
  const { said } = await searchParams;
  const paths = requesterPaths(token);
  const choices = await listEnrolmentChoices(webDeps(), { token, proof: await readProof() });
  return (
    <RequesterFrame
      words={words}
      here={here}
      organization={shownOrganization(end.organization, token)}
      mark={outcome === "passed" ? "countersigned" : "not-countersigned"}
    >
      <RequesterEnd
        words={words}
        outcome={outcome}
        organizationName={shownName(end.organization.name)}
        technicianName={end.technicianName === null ? null : shownName(end.technicianName)}
        requesterName={end.requesterName === null ? null : shownName(end.requesterName)}
        settledAt={shownTime(words, { at: end.settledAt, organization: end.organization, style: "line" })}
        receipt={end.receipt}
      />
      {choices && (
        <RequesterEnrol
          words={words}
          {...choices}
          organizationName={shownName(end.organization.name)}
          until={zonedMomentText(words, { at: choices.until, now: new Date(), timeZone: end.organization.timeZone }, "time")}
          said={enrolSaidCodes.find((code) => code === said) ?? null}
          appAction={paths.enrolApp.begin}
          passkeyPaths={paths.enrolPasskey}
        />
      )}
    </RequesterFrame>
  );
}

async function readProof(): Promise<string> {
  return (await cookies()).get(endCookieName(webDeps().appUrl))?.value ?? "";
}

async function readEnd(token: string) {
  const end = await readEndPage(token, await readProof());
  const outcome = end && requesterOutcome(end);
  return end && outcome && { ...end, outcome };
}

/** Another service checked them, and did not confirm it. Which of these it was is the technician's to know. */
const externalEnds: readonly string[] = [
  "verification.external_failed",
  "verification.external_other_person",
  "verification.external_inconclusive",
];

/** What the look at the contact came to, after all was proven. */
const contactEnds: readonly string[] = [
  "verification.contact_missing",
  "verification.contact_inactive",
  "verification.destination_changed",
  "verification.shared_destination",
];

/** The ends that a requester brings about; the others have no browser that could prove anything. */
function requesterOutcome({ outcome, reason }: Pick<EndPage, "outcome" | "reason">): RequesterOutcome | null {
  if (outcome === "denied" && reason === "verification.wrong_phrase") return "wrong_phrase";
  if (reason !== null && externalEnds.includes(reason)) return "not_confirmed";
  // Whether there is such a contact is nobody's to learn here: it is closed, as by a technician.
  if (reason !== null && contactEnds.includes(reason)) return null;
  if (outcome === "not_possible") return "not_enough";
  return outcome === "passed" || outcome === "denied" || outcome === "failed" ? outcome : null;
}
