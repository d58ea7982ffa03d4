import type { Metadata } from "next";
import { CredentialsScreen } from "@/components/connection/credentials/credentials-screen.tsx";
import { getCredentials } from "@/lib/connection/rotate/queries.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { cancelRotationAction, enterCredentialsAction, startRotationAction } from "../../../../../../connections/actions.ts";
import { type ConnectionPageParams, readConnection, readHealth } from "../../../../read-connection-page.ts";

export const metadata: Metadata = { title: "Credentials" };

export default async function CredentialsPage({ params }: { params: ConnectionPageParams }) {
  const { organization } = await requireMember((await params).organization, "connection:edit");
  const { slug } = organization;
  const status = await readConnection(organization.id, (await params).connectionId);
  const credentials = await getCredentials(webDeps(), { organizationId: organization.id, connectionId: status.id });
  const { deadline } = await readHealth(organization.id, status.id);
  return (
    <CredentialsScreen
      slug={slug}
      connectionId={status.id}
      initial={credentials}
      zoneHost={status.zoneHost}
      wantsVendor={deadline !== null}
      actions={{
        enter: enterCredentialsAction.bind(null, slug),
        start: startRotationAction.bind(null, slug),
        cancel: cancelRotationAction.bind(null, slug),
      }}
    />
  );
}
