import type { Metadata } from "next";
import { z } from "zod";
import { AllDeliveries } from "@/components/connection/status/all-deliveries.tsx";
import { readDeliveries } from "@/lib/intake/queries.ts";
import { can } from "@/lib/organization/permissions.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { type ConnectionPageParams, readConnection } from "../../read-connection-page.ts";

export const metadata: Metadata = { title: "Deliveries" };

/** An address that was edited by hand shows the first page. */
const searchSchema = z.object({
  after: z.string().max(200).optional().catch(undefined),
  before: z.coerce.number().int().nonnegative().catch(0).default(0),
});

type Props = { params: ConnectionPageParams; searchParams: Promise<Record<string, unknown>> };

export default async function DeliveriesPage({ params, searchParams }: Props) {
  const { organization, actor } = await requireMember((await params).organization, "connection:read");
  const status = await readConnection(organization.id, (await params).connectionId);
  const { after, before } = searchSchema.parse(await searchParams);
  const place = { organizationId: organization.id, connectionId: status.id, limit: 50 };
  const deliveries = await readDeliveries(webDeps(), { ...place, ...(after === undefined ? {} : { cursor: after }) });
  return (
    <AllDeliveries
      key={after ?? "first"}
      slug={organization.slug}
      connectionId={status.id}
      initial={deliveries}
      isOn={status.state === "connected" || status.state === "paused"}
      canEdit={can(actor.role, "connection:edit")}
      cursor={after ?? null}
      before={after === undefined ? 0 : before}
    />
  );
}
