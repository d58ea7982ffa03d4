"use client";

import { useEffect, useRef } from "react";
import { type CheckPermissions, usePermissions } from "@/components/connection/permissions/use-permissions.ts";
import type { PermissionMatrix } from "@/lib/connection/schema.ts";

type Options = { slug: string; connectionId: string; initial: PermissionMatrix; check: CheckPermissions; isWanted: boolean };

/**
 * The rights before Connect: asked once by itself where some were never asked, with values that Autotask has accepted.
 * `stops`: why Connect waits. Where Autotask could not be asked, Connect may be tried: its own steps ask again.
 */
export function useRightsBeforeConnect({ isWanted, ...options }: Options) {
  const permissions = usePermissions(options);
  const { matrix, ask, isPending } = permissions;
  const wasAsked = useRef(false);
  const isUnread = matrix.rights.some(({ sign }) => sign === "unread");
  useEffect(() => {
    if (!isWanted || !isUnread || wasAsked.current) return;
    wasAsked.current = true;
    void ask();
  }, [isWanted, isUnread, ask]);
  const isMissing = matrix.rights.some(({ sign, needed }) => sign === "missing" && needed);
  const stops = isPending ? ("asking" as const) : isMissing ? ("missing" as const) : null;
  return { ...permissions, stops };
}
