import { defineRoute } from "@/lib/web/define-route.ts";
import { readHealth } from "@/lib/web/read-health.ts";

/** Whether requests can be served: the database answers and is migrated. A silent worker is told, and fails nothing here. */
export const GET = defineRoute({
  allow: "anyone", // asked by load balancers, which have no key; tells states and no data
  async handle({ deps, log }) {
    const health = await readHealth(deps, log);
    return Response.json(health, { status: health.status === "ok" ? 200 : 503 });
  },
});
