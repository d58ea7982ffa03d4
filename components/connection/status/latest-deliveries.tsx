"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { deliveriesQuery } from "@/components/connection/queries.ts";
import { DeliveriesTable } from "@/components/connection/status/deliveries-table.tsx";
import { LATEST } from "@/components/connection/status/shown.ts";
import { Empty } from "@/components/ui/empty.tsx";
import { LoadError } from "@/components/ui/load-error.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import type { DeliveryList } from "@/lib/intake/schema.ts";

type Props = { slug: string; connectionId: string; initial: DeliveryList; isOn: boolean; canEdit: boolean };

/** The last few deliveries, live. */
export function LatestDeliveries({ slug, connectionId, initial, isOn, canEdit }: Props) {
  const { data, error, refetch } = useQuery(deliveriesQuery({ organization: slug, connectionId }, `limit=${LATEST}`, initial));
  const all = (
    <Link href={`/${slug}/connections/${connectionId}/deliveries`} className="link-plain inline-flex min-h-6 items-center">
      All {new Intl.NumberFormat("en").format(data.total)}
    </Link>
  );
  return (
    <Panel title="Deliveries" aside={data.total > 0 ? all : undefined} flush>
      {error && <LoadError what="the deliveries" onRetry={() => void refetch()} />}
      {data.total === 0 ? (
        <NoDeliveries isOn={isOn} />
      ) : (
        <DeliveriesTable slug={slug} connectionId={connectionId} deliveries={data.items} canReplay={canEdit && isOn} isCompact />
      )}
    </Panel>
  );
}

export function NoDeliveries({ isOn }: { isOn: boolean }) {
  if (!isOn) return <Empty title="Nothing was delivered">No ticket reached us by this connection.</Empty>;
  return (
    <Empty title="No ticket has reached us yet">
      Autotask tells us about each new ticket from the moment of connecting. Open one as a contact to see it here within a few seconds.
    </Empty>
  );
}
