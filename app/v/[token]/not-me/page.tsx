import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RequesterDenial } from "@/components/verification/requester-denial.tsx";
import { RequesterFrame } from "@/components/verification/requester-frame.tsx";
import { RequesterOpened } from "@/components/verification/requester-opened.tsx";
import { requesterWords } from "@/components/verification/requester-words.ts";
import { findOpenPage } from "@/lib/verification/find-open-page.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requesterPaths } from "../requester-paths.ts";
import { ShownRequest, shownName, shownOrganization } from "../shown.tsx";

export const metadata: Metadata = { title: requesterWords.denial.title };

/** The second, deliberate step: a robot that follows every link comes this far and has denied nothing. */
export default async function NotMePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const page = await findOpenPage(webDeps(), token);
  if (!page) notFound();
  const paths = requesterPaths(token);
  return (
    <RequesterFrame organization={shownOrganization(page.organization, token)} mark="not-countersigned">
      <RequesterOpened action={paths.opened} />
      <RequesterDenial organizationName={shownName(page.organization.name)} action={paths.deny} backHref={paths.page}>
        <ShownRequest page={page} />
      </RequesterDenial>
    </RequesterFrame>
  );
}
