import { cookies } from "next/headers";
import { reader } from "@/app/reader.ts";
import { WhatNext } from "@/components/verification/requester-end.tsx";
import { RequesterFrame } from "@/components/verification/requester-frame.tsx";
import { RequesterGone } from "@/components/verification/requester-gone.tsx";
import { webDeps } from "@/lib/web/deps.ts";
import { readSeenEnd } from "./read-page.ts";
import { seenCookieName } from "./seen-cookie.ts";
import { shownName, shownOrganization } from "./shown.tsx";

/**
 * What a link shows that asks nothing any more: how it ended to the browser that had it open, and to every other the same
 * as for a link that never was.
 */
export async function Over({ token }: { token: string }) {
  const {
    here,
    words: { requester: words },
  } = await reader();
  const seen = await findSeen(token);
  if (!seen) return <RequesterGone words={words} here={here} />;
  const isAnswered = seen.end === "answered";
  return (
    <RequesterFrame
      words={words}
      here={here}
      organization={shownOrganization(seen.organization, token)}
      mark={isAnswered ? "idle" : "not-countersigned"}
      markTone={isAnswered ? undefined : "warning"}
    >
      <WhatNext words={words[seen.end]} organizationName={shownName(seen.organization.name)} />
    </RequesterFrame>
  );
}

/** The title of the same page. */
export async function overTitle(token: string): Promise<string> {
  const [{ words }, seen] = await Promise.all([reader(), findSeen(token)]);
  return seen ? words.requester[seen.end].pageTitle : words.requester.gone.title;
}

async function findSeen(token: string) {
  return readSeenEnd(token, (await cookies()).get(seenCookieName(webDeps().appUrl))?.value ?? "");
}
