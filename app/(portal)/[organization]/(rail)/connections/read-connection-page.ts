import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { getConnectionStatus } from "@/lib/connection/queries.ts";
import { readConnectionHealth } from "@/lib/reporting/health/read-health.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { orNotFound } from "@/lib/web/or-not-found.ts";

export type ConnectionPageParams = Promise<{ organization: string; connectionId: string }>;

/** The connection: read once for the layouts and the page of one request. Each asks who reads it first. */
export const readConnection = cache(async (organizationId: string, connectionId: string) => {
  if (!z.uuid().safeParse(connectionId).success) notFound();
  return orNotFound(getConnectionStatus(webDeps(), { organizationId, connectionId }));
});

/** How it is, in the same way. */
export const readHealth = cache((organizationId: string, connectionId: string) =>
  orNotFound(readConnectionHealth(webDeps(), { organizationId, connectionId })),
);
