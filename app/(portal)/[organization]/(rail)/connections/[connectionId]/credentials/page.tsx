import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ConnectionFrame } from "@/components/connection/status/connection-frame.tsx";
import { ReplaceCredentialsForm } from "@/components/connection/status/replace-credentials-form.tsx";
import { getDraft } from "@/lib/connection/queries.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { enterCredentialsAction, startRotationAction } from "../../../../connections/actions.ts";
import { type ConnectionPageParams, readConnectionPage } from "../../read-connection-page.ts";

export const metadata: Metadata = { title: "Credentials" };

export default async function CredentialsPage({ params }: { params: ConnectionPageParams }) {
  const member = await requireMember((await params).organization, "connection:edit");
  const { status, frame } = await readConnectionPage(member, params);
  if (status.state !== "connected" && status.state !== "paused") redirect(`/${frame.slug}/connections/${status.id}`);
  const { has, email, zoneOverride } = await getDraft(webDeps(), { organizationId: member.organization.id, connectionId: status.id });
  return (
    <ConnectionFrame {...frame} place="/credentials">
      <ReplaceCredentialsForm
        slug={frame.slug}
        connectionId={status.id}
        email={email}
        zoneOverride={zoneOverride}
        stored={{ ...has, at: status.credentials.setAt, by: status.credentials.setByName }}
        enter={enterCredentialsAction.bind(null, frame.slug)}
        start={startRotationAction.bind(null, frame.slug)}
      />
    </ConnectionFrame>
  );
}
