import { Readable } from "node:stream";
import { exportVerificationsOperation } from "@/lib/api/verification-operations.ts";
import { exportVerifications } from "@/lib/reporting/export/export-verifications.ts";
import { defineRoute } from "@/lib/web/define-route.ts";

/** The history as a file, written while it is read. */
export const GET = defineRoute({
  allow: exportVerificationsOperation.allow,
  query: exportVerificationsOperation.query,
  async handle({ query: { bom, ...filter }, actor, deps }) {
    const csv = await exportVerifications(deps, { organizationId: actor.organizationId, actor, filter, bom: bom === "yes" });
    const day = deps.now().toISOString().slice(0, 10);
    return new Response(toWebStream(csv), {
      headers: {
        "content-type": "text/csv; charset=utf-8; header=present",
        "content-disposition": `attachment; filename="verifications-${day}.csv"`,
      },
    });
  },
});

/** Node's own type of a web stream is another one than the browser's, and the same thing. */
function toWebStream(stream: Readable): ReadableStream {
  return Readable.toWeb(stream) as ReadableStream;
}
