import { z } from "zod";
import { askedStrengthSchema, companyStrengthSchema, strengthSettingsListSchema } from "../policy/schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

const ofConnection = z.object({ connectionId: z.uuid() });

export const listStrengthsOperation = describeOperation({
  id: "listStrengths",
  method: "get",
  path: "/strengths",
  summary: "Read what new tickets have to prove, by connection, and of which companies something else is asked.",
  allow: "connection:read",
  output: strengthSettingsListSchema,
});

export const setStrengthOperation = describeOperation({
  id: "setStrength",
  method: "put",
  path: "/connections/{connectionId}/strength",
  summary: "Set what every new ticket of a connection has to prove, from the next one on.",
  allow: "connection:edit",
  params: ofConnection,
  input: askedStrengthSchema,
  output: doneSchema,
});

export const setCompanyStrengthOperation = describeOperation({
  id: "setCompanyStrength",
  method: "put",
  path: "/connections/{connectionId}/companies/{companyId}/strength",
  summary:
    "Set what tickets of one company have to prove instead, by Autotask's id of the company; null for what is asked of every company.",
  allow: "connection:edit",
  params: ofConnection.extend({ companyId: z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER) }),
  input: companyStrengthSchema,
  output: doneSchema,
});
