import { defineRoute } from "@/lib/web/define-route.ts";

/** Whether this process answers at all. Asks nobody else, so a database that is away does not get us restarted. */
export const GET = defineRoute({
  allow: "anyone", // tells nothing but that we run
  async handle() {
    return { status: "ok" };
  },
});
