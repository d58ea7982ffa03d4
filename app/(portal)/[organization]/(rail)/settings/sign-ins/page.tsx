import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SettingsSessions } from "@/components/organization/settings-sessions.tsx";
import { listOwnSessions } from "@/lib/organization/own-sessions.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { findSignedInMember, requireMember } from "@/lib/web/session.ts";
import { endOtherSessionsAction, endSessionAction } from "../actions.ts";

export const metadata: Metadata = { title: "Your sign-ins" };

type Props = { params: Promise<{ organization: string }> };

export default async function SignInsPage({ params }: Props) {
  const { organization } = await requireMember((await params).organization, "organization:read");
  const signedIn = await findSignedInMember();
  if (!signedIn) notFound();
  const sessions = await listOwnSessions(webDeps(), { userId: signedIn.user.id, sessionId: signedIn.sessionId });
  return (
    <SettingsSessions
      sessions={sessions}
      end={endSessionAction.bind(null, organization.slug)}
      endOthers={endOtherSessionsAction.bind(null, organization.slug)}
    />
  );
}
