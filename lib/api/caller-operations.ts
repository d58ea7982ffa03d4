import { z } from "zod";
import { callerListSchema, callerSearchSchema, startForCallerSchema } from "../verification/callers/schema.ts";
import { describeOperation } from "./operation.ts";

const ofConnection = z.object({ connectionId: z.uuid() });

export const searchCallersOperation = describeOperation({
  id: "searchCallers",
  method: "get",
  path: "/connections/{connectionId}/callers",
  summary:
    "Find active contacts by name, company or phone number, as Autotask has them now, with every way to prove each. Destinations are masked. At most 25.",
  allow: "verification:start",
  params: ofConnection,
  query: callerSearchSchema,
  output: callerListSchema,
});

export const startForCallerOperation = describeOperation({
  id: "startForCaller",
  method: "post",
  path: "/connections/{connectionId}/callers/{contactId}/verify",
  summary:
    "Start a verification of a contact who called, for a ticket or for none. Without one the outcome stands here only, unless a ticket is to be opened with it.",
  allow: "verification:start",
  params: ofConnection.extend({ contactId: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  input: startForCallerSchema,
  output: z.object({ id: z.uuid() }),
});
