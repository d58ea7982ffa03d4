"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type ConnectionAction, useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { callApi } from "@/components/live/api.ts";
import { type Failure, type PermissionCheck, type PermissionMatrix, permissionMatrixSchema } from "@/lib/connection/schema.ts";
import type { CommonCode } from "@/lib/web/action-result.ts";

export type CheckPermissions = ConnectionAction<PermissionCheck, "connection.not_connected" | CommonCode>;

const text = {
  "connection.not_connected": "Autotask has not accepted the stored values, so we do not ask with them. Test them first.",
};

type Options = { slug: string; connectionId: string; initial: PermissionMatrix; check: CheckPermissions };

/** The rights as they were told last, live, and a way to ask again. `failure`: Autotask could not be asked. */
export function usePermissions({ slug, connectionId, initial, check }: Options) {
  const path = `/connections/${connectionId}/permissions`;
  const { data } = useQuery({
    queryKey: [slug, path],
    queryFn: ({ signal }) => callApi({ organization: slug, path, schema: permissionMatrixSchema, signal }),
    refetchInterval: 10_000,
    initialData: initial,
  });
  const [failure, setFailure] = useState<Failure | null>(null);
  const asking = useConnectionAction(check, {
    connectionId,
    organization: slug,
    text,
    onDone: (found) => setFailure(found.failure),
  });
  return { matrix: data, failure, ask: asking.run, isPending: asking.isPending, problem: asking.problem };
}

/** What a list of rights comes to, in one sentence. */
export function sentenceOfRights({ rights }: PermissionMatrix): { sign: "good" | "warning" | "bad" | "unknown"; sentence: string } {
  const count = (test: (right: PermissionMatrix["rights"][number]) => boolean) => rights.filter(test).length;
  const missing = count(({ sign, needed }) => sign === "missing" && needed);
  if (missing > 0) return { sign: "bad", sentence: missing === 1 ? "1 needed right is missing." : `${missing} needed rights are missing.` };
  if (count(({ sign }) => sign === "unread") > 0) return { sign: "unknown", sentence: "Not all rights were asked yet." };
  const optional = count(({ sign }) => sign === "missing");
  if (optional > 0) {
    const sentence = optional === 1 ? "1 optional right is missing." : `${optional} optional rights are missing.`;
    return { sign: "warning", sentence: `All needed rights are there; ${sentence}` };
  }
  if (count(({ sign }) => sign === "hint") > 0) return { sign: "warning", sentence: "All rights that can be asked are there." };
  const part = count(({ sign }) => sign === "part");
  if (part > 0)
    return {
      sign: "warning",
      sentence: part === 1 ? "All rights are there, 1 of them in part." : `All rights are there, ${part} of them in part.`,
    };
  return { sign: "good", sentence: "All rights are there." };
}
