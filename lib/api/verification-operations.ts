import { z } from "zod";
import { overviewSchema, railSchema, ticketAnswerSchema, verificationAnswerSchema, verificationSearchSchema } from "../reporting/schema.ts";
import { spokenCodeAnswerSchema, spokenCodeSchema, spokenSchema } from "../verification/read-out/schema.ts";
import {
  calledSchema,
  clearSuspicionSchema,
  filterChoicesSchema,
  overrideSchema,
  recordCallSchema,
  shownNumberSchema,
  startVerificationSchema,
  switchMethodSchema,
  unfreezeSchema,
  verificationExportFilterSchema,
  verificationFilterSchema,
} from "../verification/schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

const ofVerification = z.object({ verificationId: z.uuid() });

export const listVerificationsOperation = describeOperation({
  id: "listVerifications",
  method: "get",
  path: "/verifications",
  summary: "List verifications, newest first. Filter by connection, ticket, state, method, strength, company, technician, period and text.",
  allow: "verification:read",
  query: verificationFilterSchema,
  output: verificationSearchSchema,
});

export const exportVerificationsOperation = describeOperation({
  id: "exportVerifications",
  method: "get",
  path: "/verifications/export",
  summary:
    "Export every verification that matches as CSV, newest first, with masked destinations only. `bom=no` leaves out the byte order mark that Excel needs. Each export stands in the audit.",
  allow: "verification:read",
  query: verificationExportFilterSchema.extend({ bom: z.enum(["yes", "no"]).default("yes") }),
  output: z.unknown(),
  bytes: { output: ["text/csv"] },
});

export const listFilterChoicesOperation = describeOperation({
  id: "listVerificationFilterChoices",
  method: "get",
  path: "/verifications/choices",
  summary: "List the companies and technicians that verifications can be filtered by.",
  allow: "verification:read",
  output: filterChoicesSchema,
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

export const readSpokenOperation = describeOperation({
  id: "readSpoken",
  method: "get",
  path: "/verifications/{verificationId}/spoken",
  summary: "Read what a technician says on the phone: the phrase that shows who calls, and the number that the requester types.",
  allow: "verification:start",
  params: ofVerification,
  output: spokenSchema,
});

export const answerSpokenCodeOperation = describeOperation({
  id: "answerSpokenCode",
  method: "post",
  path: "/verifications/{verificationId}/spoken-code",
  summary:
    "Type the code that the requester read out on the phone. It is tried as on their own page, with the same tries and limits. Not for API keys, nor for the contact themself, and only where a technician was named as present.",
  allow: "verification:start",
  params: ofVerification,
  input: spokenCodeSchema,
  output: spokenCodeAnswerSchema,
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

const ofChallenge = ofVerification.extend({ challengeId: z.uuid() });

export const showNumberOperation = describeOperation({
  id: "showNumberToCall",
  method: "post",
  path: "/verifications/{verificationId}/challenges/{challengeId}/number",
  summary:
    "Put the call-back and show a member the whole number on file, which is audited. Not for API keys, nor for the contact themself.",
  allow: "verification:start",
  params: ofChallenge,
  output: shownNumberSchema,
});

export const recordCallOperation = describeOperation({
  id: "recordCallBack",
  method: "post",
  path: "/verifications/{verificationId}/challenges/{challengeId}/call",
  summary: "Record what the person said on the number that was shown: confirmed, denied, or no answer. Only by the member who called.",
  allow: "verification:start",
  params: ofChallenge,
  input: recordCallSchema,
  output: calledSchema,
});

export const switchMethodOperation = describeOperation({
  id: "switchMethod",
  method: "post",
  path: "/verifications/{verificationId}/method",
  summary: "Ask by another of the methods that the verification offers. The one that is open is offered again; tries stay used.",
  allow: "verification:start",
  params: ofVerification,
  input: switchMethodSchema,
  output: doneSchema,
});

export const overrideOperation = describeOperation({
  id: "overrideVerification",
  method: "post",
  path: "/verifications/{verificationId}/override",
  summary:
    "Decide that one may proceed without proof, with a reason. By a member who did not start it; answers the id of the verification that carries the decision.",
  allow: "verification:override",
  params: ofVerification,
  input: overrideSchema,
  output: z.object({ id: z.uuid() }),
});

export const freezeContactOperation = describeOperation({
  id: "freezeContact",
  method: "post",
  path: "/verifications/{verificationId}/freeze",
  summary: "Freeze the requester of a verification: nobody is asked in their name, for any ticket, until a lead lifts it.",
  allow: "contact:unfreeze",
  params: ofVerification,
  output: doneSchema,
});

export const unfreezeContactOperation = describeOperation({
  id: "unfreezeContact",
  method: "post",
  path: "/verifications/{verificationId}/unfreeze",
  summary: "Lift the freeze of the requester of a verification, with a reason. What came before does not count any more.",
  allow: "contact:unfreeze",
  params: ofVerification,
  input: unfreezeSchema,
  output: doneSchema,
});

export const clearSuspicionOperation = describeOperation({
  id: "clearSuspicion",
  method: "post",
  path: "/verifications/{verificationId}/clear-suspicion",
  summary: "Say that a denial was a mistake, with a reason: it does not count towards a freeze any more, and stays denied.",
  allow: "contact:unfreeze",
  params: ofVerification,
  input: clearSuspicionSchema,
  output: doneSchema,
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
