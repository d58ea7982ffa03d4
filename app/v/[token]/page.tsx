import type { Metadata } from "next";
import { RequesterFrame } from "@/components/verification/requester-frame.tsx";
import { RequesterGone } from "@/components/verification/requester-gone.tsx";
import { RequesterOpened } from "@/components/verification/requester-opened.tsx";
import { RequesterQuestion } from "@/components/verification/requester-question.tsx";
import { RequesterSignIn } from "@/components/verification/requester-sign-in.tsx";
import { requesterWords, saidCodes } from "@/components/verification/requester-words.ts";
import { oneLine } from "@/lib/notification/html.ts";
import { resendAfterMs } from "@/lib/verification/limits.ts";
import { readOpenPage, readOpenSignIn } from "./read-page.ts";
import { requesterPaths } from "./requester-paths.ts";
import { ShownRequest, shownName, shownOrganization, shownTime } from "./shown.tsx";

type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ token: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await readOpenPage((await params).token);
  return { title: page ? requesterWords.question.title : requesterWords.gone.title };
}

/** The open question. Opening it changes nothing: mail scanners open every link. */
export default async function RequesterPage({ params, searchParams }: Props) {
  const { token } = await params;
  const page = await readOpenPage(token);
  if (!page) return <RequesterGone />;
  const query = await searchParams;
  const paths = requesterPaths(token);
  const organizationName = shownName(page.organization.name);
  const said = saidCodes.find((code) => code === query.said) ?? null;
  return (
    <RequesterFrame organization={shownOrganization(page.organization, token)} mark="asked" notMeHref={paths.notMe}>
      <RequesterOpened action={paths.opened} />
      {page.method === "company_sign_in" ? (
        <RequesterSignIn
          organizationName={organizationName}
          kind={(await readOpenSignIn(token))?.provider.kind ?? null}
          triesLeft={page.triesLeft}
          said={said}
          href={paths.companySignIn}
        />
      ) : (
        <RequesterQuestion
          organizationName={organizationName}
          destinationMasked={page.destinationMasked === null ? null : oneLine(page.destinationMasked)}
          goodUntil={page.codeExpiresAt && shownTime(page.codeExpiresAt, page.organization, "time")}
          isTooOld={page.codeExpiresAt !== null && !page.codeIsGood}
          triesLeft={page.triesLeft}
          codesLeft={page.codesLeft}
          said={said}
          waitSeconds={readWait(query.wait)}
          actions={{ code: paths.code, newCode: paths.newCode }}
        />
      )}
      <p className="mt-7 text-lead text-muted wrap-anywhere">{requesterWords.why(organizationName)}</p>
      <ShownRequest page={page} />
    </RequesterFrame>
  );
}

/** Only what our own answer can have put there. */
function readWait(text: Query[string]): number | null {
  const wait = Number(text);
  return Number.isInteger(wait) && wait >= 1 && wait <= resendAfterMs / 1_000 ? wait : null;
}
