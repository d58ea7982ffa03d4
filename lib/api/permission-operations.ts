import { z } from "zod";
import { permissionCheckSchema, permissionMatrixSchema } from "../connection/schema.ts";
import { describeOperation } from "./operation.ts";

const ofConnection = z.object({ connectionId: z.uuid() });

export const getPermissionsOperation = describeOperation({
  id: "getPermissions",
  method: "get",
  path: "/connections/{connectionId}/permissions",
  summary: "Read which rights the options ask for, and what Autotask said of each when it was asked last. Makes no call.",
  allow: "connection:read",
  params: ofConnection,
  output: permissionMatrixSchema,
});

export const checkPermissionsOperation = describeOperation({
  id: "checkPermissions",
  method: "post",
  path: "/connections/{connectionId}/permissions",
  summary:
    "Ask Autotask again which rights the API user has: one call for each object, none that changes anything. Before Connect, too, once the credentials are accepted.",
  allow: "connection:edit",
  params: ofConnection,
  output: permissionCheckSchema,
});
