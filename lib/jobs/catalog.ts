import { z } from "zod";
import { defineJob } from "./define-job.ts";

// Everything this product does in the background. A new payload field is optional for one release: during a deploy an
// old web and a new worker share the queue.

const id = z.uuid();

/** Does the steps of Connect that are still to do. `generation` makes a run of an older request do nothing. */
export const connectConnection = defineJob({
  name: "connection.connect",
  payload: z.object({ connectionId: id, generation: z.int() }),
  attempts: 25,
  onePer: ({ connectionId }) => connectionId,
});

/** Reads the webhook back and tells how the connection is. */
export const checkConnection = defineJob({
  name: "connection.check",
  payload: z.object({ connectionId: id }),
  attempts: 5,
  onePer: ({ connectionId }) => connectionId,
  // After everything that somebody waits for.
  priority: 10,
});

/** Queues a check of every connection that is due for one. Timed, each minute; one statement however many are due. */
export const watchConnections = defineJob({
  name: "connection.watch",
  payload: z.object({}),
  attempts: 1,
  onePer: () => "all",
});

/** Asks whether Autotask answers again, while it does not. Runs when the next probe is due, until it does. */
export const probeConnection = defineJob({
  name: "connection.probe",
  payload: z.object({ connectionId: id }),
  attempts: 25,
  onePer: ({ connectionId }) => connectionId,
});

/** Deletes our webhook in Autotask after the connection was switched off on our side. */
export const removeWebhook = defineJob({
  name: "connection.remove-webhook",
  payload: z.object({ connectionId: id, generation: z.int() }),
  attempts: 5,
  onePer: ({ connectionId }) => connectionId,
});

/** Puts new credentials beside the old ones in their place, or takes back what a cancelled exchange made. */
export const rotateCredentials = defineJob({
  name: "connection.rotate-credentials",
  payload: z.object({ rotationId: id, generation: z.int() }),
  attempts: 25,
  onePer: ({ rotationId }) => rotationId,
});

/**
 * Reads the ticket behind a delivery, decides, and starts a verification. Queued by SQL by the web process. Tries for
 * three days: we have answered for it, and Autotask will not send it again.
 */
export const processDelivery = defineJob({
  name: "intake.process-delivery",
  payload: z.object({ deliveryId: id }),
  attempts: 1_500,
  onePer: ({ deliveryId }) => deliveryId,
});

/** Why tickets may have come to Autotask without reaching us. The first three are a gap in any case, the others if something was missed in it. */
export const reconcileReasons = ["webhook_off", "our_outage", "autotask_outage", "sequence", "resumed", "asked"] as const;
export type ReconcileReason = (typeof reconcileReasons)[number];

/**
 * Says that tickets may not have reached us, and has them looked for at once. `from`: since when, if that is known; until
 * is the moment at which the job runs. Makes no call itself.
 */
export const reconcile = defineJob({
  name: "intake.reconcile",
  payload: z.object({ connectionId: id, reason: z.enum(reconcileReasons), from: z.iso.datetime().nullable() }),
  attempts: 25,
  onePer: ({ connectionId, reason }) => `${connectionId}:${reason}`,
});

/** Queues a look for missed tickets for every connection that is due. Timed, each minute; one statement however many are due. */
export const reconcileDue = defineJob({
  name: "intake.reconcile-due",
  payload: z.object({}),
  attempts: 1,
  onePer: () => "all",
});

/**
 * Reads from Autotask which tickets were created and takes in those that never reached us. `afterId`: goes on there.
 * `asked`: a person waits. `lostSince`: deliveries were lost since. `anew`: what is there now counts as looked at.
 */
export const findMissedTickets = defineJob({
  name: "intake.find-missed-tickets",
  payload: z.object({
    connectionId: id,
    afterId: z.int().nonnegative().optional(),
    asked: z.boolean().optional(),
    lostSince: z.iso.datetime().optional(),
    anew: z.boolean().optional(),
  }),
  attempts: 25,
  onePer: ({ connectionId }) => connectionId,
  // After every delivery and every message that somebody waits for.
  priority: 10,
});

/** Reads the ticket and its requester for a verification that a person asked for, and puts the first challenge. */
export const beginVerification = defineJob({
  name: "verification.begin",
  payload: z.object({ verificationId: id }),
  attempts: 12,
  onePer: ({ verificationId }) => verificationId,
  priority: -10,
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

/** Tells who can call that a call-back waits. */
export const tellCallWaits = defineJob({
  name: "notification.tell-call-waits",
  payload: z.object({ verificationId: id }),
  attempts: 12,
  onePer: ({ verificationId }) => verificationId,
});

/** Ends a verification that nobody answered. Runs at its expiry. */
export const expireVerification = defineJob({
  name: "verification.expire",
  payload: z.object({ verificationId: id }),
  attempts: 25,
  onePer: ({ verificationId }) => verificationId,
});

/** Turns an outcome into the changes to make in Autotask. Queued in the transaction of the outcome. */
export const planWriteBack = defineJob({
  name: "write-back.plan",
  payload: z.object({ verificationId: id }),
  attempts: 25,
  onePer: ({ verificationId }) => verificationId,
  priority: -5,
});

/** Writes down a second note for a verification: its phrase was said after the end. */
export const planLateNote = defineJob({
  name: "write-back.plan-late-note",
  payload: z.object({ verificationId: id }),
  attempts: 25,
  onePer: ({ verificationId }) => verificationId,
  priority: -5,
});

/** Makes one intended change in Autotask. */
export const deliverWriteBack = defineJob({
  name: "write-back.deliver",
  payload: z.object({ writeBackId: id }),
  attempts: 25,
  onePer: ({ writeBackId }) => writeBackId,
  priority: -5,
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

/** Tells the organization's alert channels of a campaign, once. */
export const announceCampaign = defineJob({
  name: "notification.announce-campaign",
  payload: z.object({ campaignId: id }),
  attempts: 25,
  onePer: ({ campaignId }) => campaignId,
});

/** Writes the technician of a ticket an e-mail when the answer was "This was not me". `because`: left out for that. */
export const tellTechnician = defineJob({
  name: "notification.tell-technician",
  payload: z.object({ verificationId: id, because: z.literal("late_phrase").optional() }),
  attempts: 12,
  onePer: ({ verificationId, because }) => (because === undefined ? verificationId : `${verificationId} ${because}`),
});

/** Mails an invitation its link. Tries for as long as the link works. */
export const sendInvitation = defineJob({
  name: "organization.send-invitation",
  payload: z.object({ invitationId: id }),
  attempts: 1_500,
  onePer: ({ invitationId }) => invitationId,
});

/** Tells the organization's alert channels that an incident began or ended. */
export const announceIncident = defineJob({
  name: "notification.announce-incident",
  payload: z.object({ incidentId: id, what: z.enum(["opened", "closed"]) }),
  attempts: 25,
  onePer: ({ incidentId, what }) => `${incidentId}:${what}`,
});

/** Sends one alert to one channel. Tries for longer than an alert is news; the handler gives up by the time. */
export const sendAlert = defineJob({
  name: "notification.send-alert",
  payload: z.object({ alertId: id }),
  attempts: 250,
  onePer: ({ alertId }) => alertId,
});

/** Mails the owners that no alert channel is left. */
export const tellChannelGone = defineJob({
  name: "notification.tell-channel-gone",
  payload: z.object({ channelId: id }),
  attempts: 25,
  onePer: ({ channelId }) => channelId,
});

export const catalog = [
  connectConnection,
  checkConnection,
  watchConnections,
  probeConnection,
  removeWebhook,
  rotateCredentials,
  processDelivery,
  reconcile,
  reconcileDue,
  findMissedTickets,
  beginVerification,
  sendChallenge,
  lookAtContact,
  tellAuthenticatorChanged,
  tellApprover,
  tellCallWaits,
  expireVerification,
  endFrozen,
  watchCampaign,
  closeQuietCampaign,
  announceCampaign,
  planWriteBack,
  planLateNote,
  deliverWriteBack,
  tellTechnician,
  sendInvitation,
  announceIncident,
  sendAlert,
  tellChannelGone,
] as const;
