"use client";

import { type DefinedUseQueryResult, keepPreviousData, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { callApi } from "@/components/live/api.ts";

type Live<O extends z.ZodType> = {
  organization: string;
  path: string;
  schema: O;
  /** What the server rendered, so that the first paint needs no call. */
  initial: z.output<O>;
  /** How often to read again; false stops. */
  everyMs?: number | false | ((data: z.output<O>) => number | false);
};

/** Data of our REST API that keeps itself fresh while somebody looks. The old data stays while newer is on its way. */
export function useLive<O extends z.ZodType>({
  organization,
  path,
  schema,
  initial,
  everyMs = 5_000,
}: Live<O>): DefinedUseQueryResult<z.output<O>> {
  const query = useQuery<z.output<O>>({
    queryKey: [organization, path],
    queryFn: ({ signal }) => callApi({ organization, path, schema, signal }),
    initialData: initial,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (typeof everyMs === "function" ? (data === undefined ? 5_000 : everyMs(data)) : everyMs),
  });
  // There is data from the first moment on: the initial. A generic type cannot show it.
  return query as DefinedUseQueryResult<z.output<O>>;
}
