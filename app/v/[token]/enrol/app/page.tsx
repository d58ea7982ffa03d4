import type { Metadata } from "next";
import { cookies } from "next/headers";
import { reader } from "@/app/reader.ts";
import { RequesterFrame } from "@/components/verification/requester-frame.tsx";
import { RequesterGone } from "@/components/verification/requester-gone.tsx";
import { RequesterNewApp } from "@/components/verification/requester-new-app.tsx";
import { enrolSaidCodes } from "@/components/verification/requester-said.ts";
import { findNewApp } from "@/lib/verification/authenticators/enrol-app.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { endCookieName } from "../../end-cookie.ts";
import { readEndPage } from "../../read-page.ts";
import { requesterPaths } from "../../requester-paths.ts";
import { shownOrganization } from "../../shown.tsx";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await reader()).words.requester.enrol.app.title };
}

/** The key of an app that waits for its first code, for the browser that asked for it. */
export default async function NewAppPage({ params, searchParams }: Props) {
  const { token } = await params;
  const deps = webDeps();
  const proof = (await cookies()).get(endCookieName(deps.appUrl))?.value ?? "";
  const [app, end] = await Promise.all([findNewApp(deps, { token, proof }), readEndPage(token, proof)]);
  const {
    here,
    words: { requester: words },
  } = await reader();
  if (!app || !end) return <RequesterGone words={words} here={here} />;
  const { said } = await searchParams;
  const paths = requesterPaths(token);
  return (
    <RequesterFrame words={words} here={here} organization={shownOrganization(end.organization, token)} mark="countersigned">
      <RequesterNewApp
        words={words.enrol}
        keyText={app.key}
        uri={app.uri}
        said={enrolSaidCodes.find((code) => code === said) ?? null}
        action={paths.enrolApp.confirm}
        backHref={paths.done}
      />
    </RequesterFrame>
  );
}
