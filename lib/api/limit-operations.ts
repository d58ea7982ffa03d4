import { limitsSchema, limitsViewSchema } from "../verification/limits/schema.ts";
import { describeOperation } from "./operation.ts";

export const getLimitsOperation = describeOperation({
  id: "getLimits",
  method: "get",
  path: "/limits",
  summary: "Read how often people may be asked and may answer, how the waits grow, and how long a pass may be used again.",
  allow: "organization:read",
  output: limitsViewSchema,
});

export const saveLimitsOperation = describeOperation({
  id: "saveLimits",
  method: "put",
  path: "/limits",
  summary: "Set all of them. Each has its bounds; a value outside of them is refused, naming its field.",
  allow: "organization:edit",
  input: limitsSchema,
  output: limitsViewSchema,
});
