import { z } from "zod";
import { credentialsViewSchema, newCredentialsSchema } from "../connection/rotate/schema.ts";
import {
  choiceSchema,
  connectionListSchema,
  connectionNameSchema,
  connectionOptionsSchema,
  connectionPageSchema,
  connectionStatusSchema,
  failureSchema,
  fourValuesSchema,
  identifierDeadlineSchema,
  testResultSchema,
} from "../connection/schema.ts";
import { deliveryListSchema, deliveryPageSchema } from "../intake/schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

const ofConnection = z.object({ connectionId: z.uuid() });

export const listConnectionsOperation = describeOperation({
  id: "listConnections",
  method: "get",
  path: "/connections",
  summary: "List the connections, newest first, those off for good last: how each is, and what came in today.",
  allow: "connection:read",
  query: connectionPageSchema,
  output: connectionListSchema,
});

export const createConnectionOperation = describeOperation({
  id: "createConnection",
  method: "post",
  path: "/connections",
  summary: "Create a connection. It exists on our side only until it has credentials, is tested and connected.",
  allow: "connection:edit",
  input: z.object({
    name: connectionNameSchema,
    /** Of the integration's own, or one of Autotask's list of vendors. A custom one is told of an operator's deadline. */
    trackingIdentifierKind: z.enum(["custom", "vendor"]).optional(),
  }),
  output: z.object({ id: z.uuid() }),
});

export const getConnectionOperation = describeOperation({
  id: "getConnection",
  method: "get",
  path: "/connections/{connectionId}",
  summary: "Read how a connection is: its state, the steps of Connect, its webhook, rights and last error. Holds no secret.",
  allow: "connection:read",
  params: ofConnection,
  output: connectionStatusSchema,
});

export const setCredentialsOperation = describeOperation({
  id: "setCredentials",
  method: "put",
  path: "/connections/{connectionId}/credentials",
  summary:
    "Set the four values; an empty one keeps what is stored. Those of a connection in use are tried first, and put in place only if Autotask accepts them for the same database; read the rotation to follow that.",
  allow: "connection:edit",
  params: ofConnection,
  input: fourValuesSchema,
  output: z.object({ test: testResultSchema.nullable() }),
});

export const getIdentifierDeadlineOperation = describeOperation({
  id: "getIdentifierDeadline",
  method: "get",
  path: "/identifier-deadline",
  summary:
    "Read by when connections have to use the vendor's tracking identifier, and which still use a custom one. Null: nothing to do. The operator of the installation sets it.",
  allow: "connection:read",
  output: identifierDeadlineSchema,
});

export const getRotationOperation = describeOperation({
  id: "getRotation",
  method: "get",
  path: "/connections/{connectionId}/rotation",
  summary: "Read which credentials are stored, what is being put in their place, step by step, and what was before. Holds no secret.",
  allow: "connection:edit",
  params: ofConnection,
  output: credentialsViewSchema,
});

export const enterRotationOperation = describeOperation({
  id: "enterNewCredentials",
  method: "post",
  path: "/connections/{connectionId}/rotation",
  summary:
    "Try new credentials beside those in use, which are not touched: one look-up, at most one call. Empty values keep what is there. Refused values are sent once more only with again=true.",
  allow: "connection:edit",
  params: ofConnection,
  query: z.object({ again: z.stringbool().default(false) }),
  input: newCredentialsSchema,
  output: z.object({ test: testResultSchema }),
});

export const startRotationOperation = describeOperation({
  id: "startRotation",
  method: "post",
  path: "/connections/{connectionId}/rotation/start",
  summary:
    "Put the entered credentials in place, go on at the step that failed, or remove the old webhook without waiting for late deliveries. Read the rotation to follow it.",
  allow: "connection:edit",
  params: ofConnection,
  output: doneSchema,
});

export const cancelRotationOperation = describeOperation({
  id: "cancelRotation",
  method: "delete",
  path: "/connections/{connectionId}/rotation",
  summary: "Give the entered credentials up, until they are in use: the webhook they made is deleted, then they are erased.",
  allow: "connection:edit",
  params: ofConnection,
  output: doneSchema,
});

export const testConnectionOperation = describeOperation({
  id: "testConnection",
  method: "post",
  path: "/connections/{connectionId}/test",
  summary: "Try the stored values: one look-up, at most one call with them. Refused values are sent once more only with again=true.",
  allow: "connection:edit",
  params: ofConnection,
  query: z.object({ again: z.stringbool().default(false) }),
  output: testResultSchema,
});

export const setOptionsOperation = describeOperation({
  id: "setOptions",
  method: "put",
  path: "/connections/{connectionId}/options",
  summary: "Set what is done with outcomes. What changes is looked up in Autotask first.",
  allow: "connection:edit",
  params: ofConnection,
  input: connectionOptionsSchema,
  output: doneSchema,
});

export const listChoicesOperation = describeOperation({
  id: "listChoices",
  method: "get",
  path: "/connections/{connectionId}/choices",
  summary: "Read from Autotask what the options may be set to. Needs accepted credentials; makes one call.",
  allow: "connection:edit",
  params: ofConnection,
  query: z.object({
    kind: z.enum(["udfs", "statuses", "priorities", "note-types", "note-publish", "companies", "contacts"]),
    /** Part of a company's name. */
    search: z.string().trim().max(100).optional(),
    /** Whose contacts; for companies one that must be in the answer. */
    companyId: z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).optional(),
  }),
  output: z.object({ items: z.array(choiceSchema) }),
});

export const connectOperation = describeOperation({
  id: "connect",
  method: "post",
  path: "/connections/{connectionId}/connect",
  summary: "Begin the steps of Connect, go on at the one that failed, or mend a connection in use. Read the connection to follow them.",
  allow: "connection:edit",
  params: ofConnection,
  output: doneSchema,
});

export const checkConnectionOperation = describeOperation({
  id: "checkConnection",
  method: "post",
  path: "/connections/{connectionId}/check",
  summary: "Ask Autotask at once whether our webhook is there, active and ready. Answers what is wrong, or null.",
  allow: "connection:edit",
  params: ofConnection,
  output: z.object({ failure: failureSchema.nullable() }),
});

export const disconnectOperation = describeOperation({
  id: "disconnect",
  method: "post",
  path: "/connections/{connectionId}/disconnect",
  summary: "Switch the connection off for good: open verifications are cancelled, our webhook is deleted, the credentials are erased.",
  allow: "connection:edit",
  params: ofConnection,
  output: doneSchema,
});

export const listDeliveriesOperation = describeOperation({
  id: "listDeliveries",
  method: "get",
  path: "/connections/{connectionId}/deliveries",
  summary: "List what Autotask sent, newest first, and what became of it.",
  allow: "connection:read",
  params: ofConnection,
  query: deliveryPageSchema,
  output: deliveryListSchema,
});
