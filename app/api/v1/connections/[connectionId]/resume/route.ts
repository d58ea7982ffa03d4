import { resumeConnectionOperation } from "@/lib/api/connection-watch-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { resumeConnection } from "@/lib/connection/resume.ts";

export const POST = defineOperation(resumeConnectionOperation, async ({ params, actor, deps }) => {
  await resumeConnection(deps, { ...params, organizationId: actor.organizationId, actor });
  return done;
});
