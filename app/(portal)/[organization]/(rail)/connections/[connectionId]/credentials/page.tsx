import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CredentialsScreen } from "@/components/connection/credentials/credentials-screen.tsx";
import { ConnectionFrame } from "@/components/connection/status/connection-frame.tsx";
import { getCredentials } from "@/lib/connection/rotate/queries.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { cancelRotationAction, enterCredentialsAction, startRotationAction } from "../../../../connections/actions.ts";
import { type ConnectionPageParams, readConnectionPage } from "../../read-connection-page.ts";

export const metadata: Metadata = { title: "Credentials" };

export default async function CredentialsPage({ params }: { params: ConnectionPageParams }) {
  const member = await requireMember((await params).organization, "connection:edit");
  const { status, frame } = await readConnectionPage(member, params);
  if (status.state !== "connected" && status.state !== "paused") redirect(`/${frame.slug}/connections/${status.id}`);
  const credentials = await getCredentials(webDeps(), { organizationId: member.organization.id, connectionId: status.id });
  return (
    <ConnectionFrame {...frame} place="/credentials">
      <CredentialsScreen
        slug={frame.slug}
        connectionId={status.id}
        initial={credentials}
        zoneHost={status.zoneHost}
        wantsVendor={frame.health.deadline !== null}
        actions={{
          enter: enterCredentialsAction.bind(null, frame.slug),
          start: startRotationAction.bind(null, frame.slug),
          cancel: cancelRotationAction.bind(null, frame.slug),
        }}
      />
    </ConnectionFrame>
  );
}
