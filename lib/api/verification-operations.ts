import { z } from "zod";
import { overviewSchema, railSchema, ticketAnswerSchema, verificationAnswerSchema, verificationSearchSchema } from "../reporting/schema.ts";
import { startVerificationSchema, verificationFilterSchema } from "../verification/schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

const ofVerification = z.object({ verificationId: z.uuid() });

export const listVerificationsOperation = describeOperation({
  id: "listVerifications",
  method: "get",
  path: "/verifications",
  summary: "List verifications, newest first. Filter by connection, ticket, state, period and text.",
  allow: "verification:read",
  query: verificationFilterSchema,
  output: verificationSearchSchema,
});

export const startVerificationOperation = describeOperation({
  id: "startVerification",
  method: "post",
  path: "/verifications",
  summary: "Start a verification for a ticket. The requester and the destination come from Autotask's contact record.",
  allow: "verification:start",
  input: startVerificationSchema,
  output: z.object({ id: z.uuid() }),
});

export const getVerificationOperation = describeOperation({
  id: "getVerification",
  method: "get",
  path: "/verifications/{verificationId}",
  summary: "Read one verification with its evidence, its timeline and what was written to the ticket.",
  allow: "verification:read",
  params: ofVerification,
  output: verificationAnswerSchema,
});

export const cancelVerificationOperation = describeOperation({
  id: "cancelVerification",
  method: "post",
  path: "/verifications/{verificationId}/cancel",
  summary: "Cancel an open verification.",
  allow: "verification:cancel",
  params: ofVerification,
  output: doneSchema,
});

export const sendAgainOperation = describeOperation({
  id: "sendNewCode",
  method: "post",
  path: "/verifications/{verificationId}/new-code",
  summary: "Send another code to the same destination. At most three per ticket, a minute apart.",
  allow: "verification:start",
  params: ofVerification,
  output: z.object({ result: z.enum(["asked", "too_soon", "no_codes_left", "gone"]), waitSeconds: z.int().optional() }),
});

export const retryWriteBackOperation = describeOperation({
  id: "retryWriteBack",
  method: "post",
  path: "/verifications/{verificationId}/write-backs/{writeBackId}/retry",
  summary: "Try a change that Autotask refused once more.",
  allow: "verification:start",
  params: ofVerification.extend({ writeBackId: z.uuid() }),
  output: doneSchema,
});

export const revokeAuthenticatorOperation = describeOperation({
  id: "revokeAuthenticator",
  method: "post",
  path: "/authenticators/{authenticatorId}/revoke",
  summary: "Take an authenticator app or a passkey from a person. It proves nothing from then on, and the person is told.",
  allow: "authenticator:revoke",
  params: z.object({ authenticatorId: z.uuid() }),
  output: doneSchema,
});

export const getTicketOperation = describeOperation({
  id: "getTicket",
  method: "get",
  path: "/tickets/{ticketId}",
  summary: "Read one ticket with all its verifications.",
  allow: "ticket:read",
  params: z.object({ ticketId: z.uuid() }),
  output: ticketAnswerSchema,
});

export const getOverviewOperation = describeOperation({
  id: "getOverview",
  method: "get",
  path: "/overview",
  summary: "Read whether all works and what needs a person.",
  allow: "verification:read",
  output: overviewSchema,
});

export const getRailOperation = describeOperation({
  id: "getAttention",
  method: "get",
  path: "/rail",
  summary: "Count what needs a person, and tell whether background work runs.",
  allow: "organization:read",
  output: railSchema,
});
