import type { Metadata } from "next";
import { reader } from "@/app/reader.ts";
import { RequesterFrame } from "@/components/verification/requester-frame.tsx";
import { RequesterNumber } from "@/components/verification/requester-number.tsx";
import { RequesterOnFile } from "@/components/verification/requester-on-file.tsx";
import { RequesterOpened } from "@/components/verification/requester-opened.tsx";
import { RequesterPhrase } from "@/components/verification/requester-phrase.tsx";
import { saidCodes } from "@/components/verification/requester-said.ts";
import { RequesterTries } from "@/components/verification/requester-tries.tsx";
import { Over, overTitle } from "./over.tsx";
import { Question } from "./question.tsx";
import { readOpenPage } from "./read-page.ts";
import { requesterPaths } from "./requester-paths.ts";
import { ShownRequest, shownName, shownOrganization } from "./shown.tsx";

type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ token: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { requester } = (await reader()).words;
  const { token } = await params;
  const page = await readOpenPage(token);
  if (!page) return { title: await overTitle(token) };
  if (page.isChecking) return { title: requester.checking.title };
  if (page.isHeld) return { title: requester.held.title };
  if (!page.asksNumber && page.asksQuestions) return { title: requester.onFile.title };
  return { title: page.asksNumber ? requester.number.label : requester.question.title };
}

/** The open question. Opening it changes nothing: mail scanners open every link. */
export default async function RequesterPage({ params, searchParams }: Props) {
  const { token } = await params;
  const {
    here,
    words: { requester: words },
  } = await reader();
  const page = await readOpenPage(token);
  if (!page) return <Over token={token} />;
  const query = await searchParams;
  const paths = requesterPaths(token);
  const said = saidCodes.find((code) => code === query.said) ?? null;
  const callerName = shownName(page.startedByName ?? page.technicianName ?? page.organization.name);
  const organizationName = shownName(page.organization.name);
  const phrase = page.phrase !== null && (
    <RequesterPhrase words={words} phrase={page.phrase} callerName={organizationName} saidElseHref={paths.saidElse} />
  );
  const { triesLeft, tryWaitSeconds: waitSeconds } = page;
  const tries = <RequesterTries {...{ words, triesLeft, waitSeconds, said, organizationName }} />;
  return (
    <RequesterFrame
      words={words}
      here={here}
      organization={shownOrganization(page.organization, token)}
      mark="asked"
      notMeHref={paths.notMe}
    >
      <RequesterOpened action={paths.opened} />
      {page.asksNumber ? (
        <>
          <RequesterNumber words={words} callerName={callerName} action={paths.number} said={said} triesLeft={page.triesLeft}>
            {phrase}
          </RequesterNumber>
          {tries}
        </>
      ) : page.asksQuestions ? (
        <>
          <RequesterOnFile words={words} organizationName={organizationName} action={paths.questions} />
          {phrase}
        </>
      ) : (
        <>
          {said === "external_unclear" && (
            <p role="status" className="mb-4 text-lead font-medium">
              {words.external.unclear}
            </p>
          )}
          <Question words={words} page={page} token={token} said={said} waitSeconds={readWait(query.wait)} paths={paths} tries={tries} />
          {phrase}
        </>
      )}
      <p className="mt-7 text-lead text-muted wrap-anywhere">{words.why(organizationName)}</p>
      <ShownRequest words={words} page={page} />
    </RequesterFrame>
  );
}

/** Only what our own answer can have put there. */
function readWait(text: Query[string]): number | null {
  const wait = Number(text);
  return Number.isInteger(wait) && wait >= 1 && wait <= 86_400 ? wait : null;
}
