import type { Metadata } from "next";
import { RequesterCall } from "@/components/verification/requester-call.tsx";
import { RequesterFrame } from "@/components/verification/requester-frame.tsx";
import { RequesterGone } from "@/components/verification/requester-gone.tsx";
import { RequesterNumber } from "@/components/verification/requester-number.tsx";
import { RequesterOpened } from "@/components/verification/requester-opened.tsx";
import { RequesterOthers } from "@/components/verification/requester-others.tsx";
import { RequesterPhrase } from "@/components/verification/requester-phrase.tsx";
import { RequesterQuestion } from "@/components/verification/requester-question.tsx";
import { RequesterSignIn } from "@/components/verification/requester-sign-in.tsx";
import { requesterWords, type Said, saidCodes } from "@/components/verification/requester-words.ts";
import { oneLine } from "@/lib/notification/html.ts";
import type { OpenPage } from "@/lib/verification/find-open-page.ts";
import { resendAfterMs } from "@/lib/verification/limits.ts";
import { readOpenPage, readOpenSignIn } from "./read-page.ts";
import { requesterPaths } from "./requester-paths.ts";
import { ShownRequest, shownName, shownOrganization, shownTime } from "./shown.tsx";

type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ token: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await readOpenPage((await params).token);
  if (!page) return { title: requesterWords.gone.title };
  return { title: page.asksNumber ? requesterWords.number.label : requesterWords.question.title };
}

/** The open question. Opening it changes nothing: mail scanners open every link. */
export default async function RequesterPage({ params, searchParams }: Props) {
  const { token } = await params;
  const page = await readOpenPage(token);
  if (!page) return <RequesterGone />;
  const query = await searchParams;
  const paths = requesterPaths(token);
  const said = saidCodes.find((code) => code === query.said) ?? null;
  const callerName = shownName(page.startedByName ?? page.technicianName ?? page.organization.name);
  const organizationName = shownName(page.organization.name);
  const phrase = page.phrase !== null && (
    <RequesterPhrase phrase={page.phrase} callerName={organizationName} saidElseHref={paths.saidElse} />
  );
  return (
    <RequesterFrame organization={shownOrganization(page.organization, token)} mark="asked" notMeHref={paths.notMe}>
      <RequesterOpened action={paths.opened} />
      {page.asksNumber ? (
        <RequesterNumber callerName={callerName} action={paths.number} said={said} triesLeft={page.triesLeft}>
          {phrase}
        </RequesterNumber>
      ) : (
        <>
          <Question token={token} page={page} said={said} waitSeconds={readWait(query.wait)} paths={paths} />
          {phrase}
        </>
      )}
      <p className="mt-7 text-lead text-muted wrap-anywhere">{requesterWords.why(organizationName)}</p>
      <ShownRequest page={page} />
    </RequesterFrame>
  );
}

type QuestionProps = {
  token: string;
  page: OpenPage;
  said: Said | null;
  waitSeconds: number | null;
  paths: ReturnType<typeof requesterPaths>;
};

/** The method that is open, and what else can be chosen. */
function Question({ page, paths, ...asked }: QuestionProps) {
  return (
    <>
      <OpenMethod page={page} paths={paths} {...asked} />
      <RequesterOthers
        action={paths.method}
        others={page.others.map(({ challengeId, method, destinationMasked }) => ({
          challengeId,
          method,
          destinationMasked: destinationMasked === null ? null : oneLine(destinationMasked),
        }))}
      />
    </>
  );
}

async function OpenMethod({ token, page, said, waitSeconds, paths }: QuestionProps) {
  const organizationName = shownName(page.organization.name);
  if (page.method === "call_back") return <RequesterCall organizationName={organizationName} destinationMasked={page.destinationMasked} />;
  if (page.method === "company_sign_in") {
    const kind = (await readOpenSignIn(token))?.provider.kind ?? null;
    return (
      <RequesterSignIn organizationName={organizationName} kind={kind} triesLeft={page.triesLeft} said={said} href={paths.companySignIn} />
    );
  }
  return (
    <RequesterQuestion
      organizationName={organizationName}
      isText={page.method === "sms_code"}
      destinationMasked={page.destinationMasked === null ? null : oneLine(page.destinationMasked)}
      goodUntil={page.codeExpiresAt && shownTime(page.codeExpiresAt, page.organization, "time")}
      isTooOld={page.codeExpiresAt !== null && !page.codeIsGood}
      triesLeft={page.triesLeft}
      codesLeft={page.codesLeft}
      said={said}
      waitSeconds={waitSeconds}
      actions={{ code: paths.code, newCode: paths.newCode }}
    />
  );
}

/** Only what our own answer can have put there. */
function readWait(text: Query[string]): number | null {
  const wait = Number(text);
  return Number.isInteger(wait) && wait >= 1 && wait <= resendAfterMs / 1_000 ? wait : null;
}
