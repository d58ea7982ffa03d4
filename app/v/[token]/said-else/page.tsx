import type { Metadata } from "next";
import { RequesterDenial } from "@/components/verification/requester-denial.tsx";
import { RequesterFrame } from "@/components/verification/requester-frame.tsx";
import { RequesterGone } from "@/components/verification/requester-gone.tsx";
import { RequesterOpened } from "@/components/verification/requester-opened.tsx";
import { requesterWords } from "@/components/verification/requester-words.ts";
import { readOpenPage } from "../read-page.ts";
import { requesterPaths } from "../requester-paths.ts";
import { ShownRequest, shownName, shownOrganization } from "../shown.tsx";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await readOpenPage((await params).token);
  return { title: page ? requesterWords.saidElse.title : requesterWords.gone.title };
}

/** The second, deliberate step of "They said something else": a robot that follows every link comes this far and has stopped nothing. */
export default async function SaidElsePage({ params }: Props) {
  const { token } = await params;
  const page = await readOpenPage(token);
  if (!page) return <RequesterGone />;
  const paths = requesterPaths(token);
  return (
    <RequesterFrame organization={shownOrganization(page.organization, token)} mark="not-countersigned">
      <RequesterOpened action={paths.opened} />
      <RequesterDenial
        organizationName={shownName(page.organization.name)}
        words={requesterWords.saidElse}
        action={paths.wrongPhrase}
        backHref={paths.page}
      >
        <ShownRequest page={page} />
      </RequesterDenial>
    </RequesterFrame>
  );
}
