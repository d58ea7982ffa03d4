"use client";

import { useQuery } from "@tanstack/react-query";
import { deliveriesQuery } from "@/components/connection/queries.ts";
import { DeliveriesTable } from "@/components/connection/status/deliveries-table.tsx";
import { NoDeliveries } from "@/components/connection/status/latest-deliveries.tsx";
import { ApiRefusal } from "@/components/live/api.ts";
import { LoadError } from "@/components/ui/load-error.tsx";
import { Pager } from "@/components/ui/pager.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import type { DeliveryList } from "@/lib/intake/schema.ts";

export const PAGE = 50;

type Props = {
  slug: string;
  connectionId: string;
  initial: DeliveryList;
  isOn: boolean;
  canEdit: boolean;
  /** Where this page begins: after which delivery, and how many came before. */
  cursor: string | null;
  before: number;
};

/** Every delivery, by page; the page is in the address. */
export function AllDeliveries({ slug, connectionId, initial, isOn, canEdit, cursor, before }: Props) {
  const query = new URLSearchParams({ limit: String(PAGE), ...(cursor === null ? {} : { cursor }) });
  const { data, error, refetch } = useQuery(deliveriesQuery({ organization: slug, connectionId }, String(query), initial));
  const here = `/${slug}/connections/${connectionId}/deliveries`;
  const to = before + data.items.length;
  const next =
    data.nextCursor === null ? {} : { nextHref: `${here}?${new URLSearchParams({ after: data.nextCursor, before: String(to) })}` };
  return (
    <Panel
      title="Deliveries"
      aside="Newest first"
      flush
      foot={
        data.total === 0 ? undefined : (
          <Pager
            from={before + 1}
            to={to}
            total={data.total}
            what="deliveries"
            {...(cursor === null ? {} : { previousHref: here })}
            {...next}
          />
        )
      }
    >
      {error && <LoadError what="the deliveries" {...idOf(error)} onRetry={() => void refetch()} />}
      {data.total === 0 ? (
        <NoDeliveries isOn={isOn} />
      ) : (
        <DeliveriesTable slug={slug} connectionId={connectionId} deliveries={data.items} canReplay={canEdit && isOn} />
      )}
    </Panel>
  );
}

function idOf(error: Error): { id?: string } {
  return error instanceof ApiRefusal && error.requestId !== undefined ? { id: error.requestId } : {};
}
