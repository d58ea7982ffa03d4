import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { EVENTS_SHOWN, GAPS_SHOWN } from "@/components/connection/status/shown.ts";
import { callApi } from "@/components/live/api.ts";
import {
  type ConnectionEventList,
  type ConnectionHealth,
  connectionEventListSchema,
  connectionHealthSchema,
  type GapList,
  gapListSchema,
  type Uptime,
  type UptimeRange,
  uptimeSchema,
} from "@/lib/reporting/schema.ts";

/** How old the health may be before its age turns to a warning, in seconds. */
export const HEALTH_PROMISE = 15;

type Place = { organization: string; connectionId: string };

export function healthQuery(organization: string, initialData: ConnectionHealth) {
  const path = `/connections/${initialData.id}/health`;
  return queryOptions({
    queryKey: [organization, path],
    queryFn: ({ signal }) => callApi({ organization, path, schema: connectionHealthSchema, signal }),
    refetchInterval: 5_000,
    initialData,
  });
}

export function uptimeQuery({ organization, connectionId }: Place, range: UptimeRange, initial: Uptime) {
  const path = `/connections/${connectionId}/uptime?range=${range}`;
  return queryOptions({
    queryKey: [organization, path],
    queryFn: ({ signal }) => callApi({ organization, path, schema: uptimeSchema, signal }),
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
    ...(initial.range === range ? { initialData: initial } : {}),
  });
}

/** Pages that go on behind each other; the first is kept fresh with the others. */
export function eventsQuery({ organization, connectionId }: Place, initial: ConnectionEventList) {
  const path = `/connections/${connectionId}/events`;
  return infiniteQueryOptions({
    queryKey: [organization, path],
    queryFn: ({ signal, pageParam }) =>
      callApi({ organization, path: `${path}?${pageOf(EVENTS_SHOWN, pageParam)}`, schema: connectionEventListSchema, signal }),
    initialPageParam: "",
    getNextPageParam: (last: ConnectionEventList) => last.nextCursor,
    refetchInterval: 10_000,
    initialData: { pages: [initial], pageParams: [""] },
  });
}

export function gapsQuery({ organization, connectionId }: Place, initial: GapList) {
  const path = `/connections/${connectionId}/gaps`;
  return infiniteQueryOptions({
    queryKey: [organization, path],
    queryFn: ({ signal, pageParam }) =>
      callApi({ organization, path: `${path}?${pageOf(GAPS_SHOWN, pageParam)}`, schema: gapListSchema, signal }),
    initialPageParam: "",
    getNextPageParam: (last: GapList) => last.nextCursor,
    refetchInterval: 15_000,
    initialData: { pages: [initial], pageParams: [""] },
  });
}

function pageOf(limit: number, cursor: string): URLSearchParams {
  return new URLSearchParams({ limit: String(limit), ...(cursor === "" ? {} : { cursor }) });
}
