import { defineOperation } from "@/lib/api/define-operation.ts";
import { checkPermissionsOperation, getPermissionsOperation } from "@/lib/api/permission-operations.ts";
import { checkPermissions, getPermissions } from "@/lib/connection/check-permissions.ts";

export const GET = defineOperation(getPermissionsOperation, ({ params, actor, deps }) =>
  getPermissions(deps, { ...params, organizationId: actor.organizationId }),
);

export const POST = defineOperation(checkPermissionsOperation, ({ params, actor, deps }) =>
  checkPermissions(deps, { ...params, organizationId: actor.organizationId, actor }),
);
