import { openApiDocument } from "@/lib/api/openapi.ts";
import { defineRoute } from "@/lib/web/define-route.ts";

export const GET = defineRoute({
  allow: "anyone", // It says what may be asked, and nothing of what is there.
  handle: async ({ deps }) => Response.json(openApiDocument(deps.appUrl)),
});
