import { z } from "zod";
import { defineJob } from "./define-job.ts";

const id = z.uuid();

/** Reads the ticket and its requester for a verification that a person asked for, and puts the first challenge. */
export const beginVerification = defineJob({
  name: "verification.begin",
  payload: z.object({ verificationId: id }),
  attempts: 12,
  onePer: ({ verificationId }) => verificationId,
  priority: -10,
});

/** Reads what is on file of the person, where the organization has them asked about it. After the message, which somebody waits for. */
export const readQuestionFacts = defineJob({
  name: "verification.read-question-facts",
  payload: z.object({ verificationId: id }),
  attempts: 3,
  onePer: ({ verificationId }) => verificationId,
});

/** Puts the current code of a challenge on its way. Tries for longer than a verification is open. */
export const sendChallenge = defineJob({
  name: "verification.send-challenge",
  payload: z.object({ challengeId: id }),
  attempts: 40,
  onePer: ({ challengeId }) => challengeId,
  priority: -10,
});

/** Looks at the requester's contact in Autotask after the last proof. Tries for longer than a proof waits. */
export const lookAtContact = defineJob({
  name: "verification.look-at-contact",
  payload: z.object({ verificationId: id }),
  attempts: 400,
  onePer: ({ verificationId }) => verificationId,
  priority: -10,
});

/** Mails a person that an authenticator of theirs was added or removed. Tries for three days: it is a security notice. */
export const tellAuthenticatorChanged = defineJob({
  name: "verification.tell-authenticator-changed",
  payload: z.object({ authenticatorId: id, change: z.enum(["added", "removed"]) }),
  attempts: 1_500,
  onePer: ({ authenticatorId, change }) => `${authenticatorId}:${change}`,
});

/** Mails a contact that they are an approver of their company, or are none any more. Tries for three days. */
export const tellApprover = defineJob({
  name: "verification.tell-approver",
  payload: z.object({ approverId: id, change: z.enum(["added", "removed"]) }),
  attempts: 1_500,
  onePer: ({ approverId, change }) => `${approverId}:${change}`,
});

/** Ends a verification that nobody answered. Runs at its expiry. */
export const expireVerification = defineJob({
  name: "verification.expire",
  payload: z.object({ verificationId: id }),
  attempts: 25,
  onePer: ({ verificationId }) => verificationId,
});

/** Ends the open verifications of a person who was frozen. */
export const endFrozen = defineJob({
  name: "verification.end-frozen",
  payload: z.object({ freezeId: id }),
  attempts: 12,
  onePer: ({ freezeId }) => freezeId,
});

/** Looks at a failure or a denial beside the others of the organization: whether they are one campaign. */
export const watchCampaign = defineJob({
  name: "verification.watch-campaign",
  payload: z.object({ verificationId: id }),
  attempts: 25,
  onePer: ({ verificationId }) => verificationId,
});

/** Ends a campaign that was quiet for long enough. */
export const closeQuietCampaign = defineJob({
  name: "verification.close-quiet-campaign",
  payload: z.object({ campaignId: id }),
  attempts: 25,
  onePer: ({ campaignId }) => campaignId,
});
