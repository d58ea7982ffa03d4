import type { Metadata } from "next";
import { reader } from "@/app/reader.ts";
import { RequesterDenial } from "@/components/verification/requester-denial.tsx";
import { RequesterFrame } from "@/components/verification/requester-frame.tsx";
import { RequesterOpened } from "@/components/verification/requester-opened.tsx";
import { Over, overTitle } from "../over.tsx";
import { readOpenPage } from "../read-page.ts";
import { requesterPaths } from "../requester-paths.ts";
import { ShownRequest, shownName, shownOrganization } from "../shown.tsx";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { words } = await reader();
  const { token } = await params;
  const page = await readOpenPage(token);
  return { title: page ? words.requester.saidElse.title : await overTitle(token) };
}

/** The second, deliberate step of "They said something else": a robot that follows every link comes this far and has stopped nothing. */
export default async function SaidElsePage({ params }: Props) {
  const { token } = await params;
  const {
    here,
    words: { requester: words },
  } = await reader();
  const page = await readOpenPage(token);
  if (!page) return <Over token={token} />;
  const paths = requesterPaths(token);
  return (
    <RequesterFrame words={words} here={here} organization={shownOrganization(page.organization, token)} mark="not-countersigned">
      <RequesterOpened action={paths.opened} />
      <RequesterDenial
        organizationName={shownName(page.organization.name)}
        words={words.saidElse}
        action={paths.wrongPhrase}
        backHref={paths.page}
      >
        <ShownRequest words={words} page={page} />
      </RequesterDenial>
    </RequesterFrame>
  );
}
