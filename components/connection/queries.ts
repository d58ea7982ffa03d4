import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { ApiRefusal, callApi } from "@/components/live/api.ts";
import {
  type ConnectionList,
  type ConnectionStatus,
  choiceSchema,
  connectionListSchema,
  connectionStatusSchema,
} from "@/lib/connection/schema.ts";
import { type DeliveryList, deliveryListSchema } from "@/lib/intake/schema.ts";

/** How often a screen asks again; the promise of its "seconds ago". */
const RELAXED_MS = 5_000;
/** While something runs that a person watches. */
const BUSY_MS = 1_000;

export function connectionsQuery(organization: string, query: string, initialData: ConnectionList) {
  const path = `/connections?${query}`;
  return queryOptions({
    queryKey: [organization, path],
    queryFn: ({ signal }) => callApi({ organization, path, schema: connectionListSchema, signal }),
    refetchInterval: RELAXED_MS,
    initialData,
  });
}

export function connectionQuery(organization: string, initialData: ConnectionStatus) {
  const path = `/connections/${initialData.id}`;
  return queryOptions({
    queryKey: [organization, path],
    queryFn: ({ signal }) => callApi({ organization, path, schema: connectionStatusSchema, signal }),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? BUSY_MS : RELAXED_MS),
    initialData,
  });
}

/** Whether steps are running: of Connect, of Repair, or of the removal. */
export function isBusy({ verdict, progress, state }: ConnectionStatus): boolean {
  if (verdict === "disconnecting" || verdict === "connecting") return true;
  const steps = Object.values(progress?.steps ?? {});
  return state !== "disconnected" && state !== "draft" && steps.some((step) => step.state === "running");
}

type Place = { organization: string; connectionId: string };

export function deliveriesQuery({ organization, connectionId }: Place, query: string, initialData: DeliveryList) {
  const path = `/connections/${connectionId}/deliveries?${query}`;
  return queryOptions({
    queryKey: [organization, path],
    queryFn: ({ signal }) => callApi({ organization, path, schema: deliveryListSchema, signal }),
    refetchInterval: RELAXED_MS,
    initialData,
  });
}

export type ChoicesAsked = {
  kind: "udfs" | "statuses" | "priorities" | "note-types" | "note-publish" | "companies" | "contacts";
  search?: string;
  companyId?: string;
};

const choicesSchema = z.object({ items: z.array(choiceSchema) });

/** Live from Autotask, one call each: kept for a minute, and not asked again by itself when it was refused. */
export function choicesQuery({ organization, connectionId }: Place, asked: ChoicesAsked) {
  const path = `/connections/${connectionId}/choices?${new URLSearchParams(asked)}`;
  return queryOptions({
    queryKey: [organization, path],
    queryFn: async ({ signal }) => {
      const { items } = await callApi({ organization, path, schema: choicesSchema, signal });
      return items.map(({ value, label }) => ({ value: String(value), label }));
    },
    staleTime: 60_000,
    // Refused is refused; "not now" may be another one of our own lists that was on its way.
    retry: (failures, error) => failures < 2 && error instanceof ApiRefusal && error.status === 503,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
  });
}
