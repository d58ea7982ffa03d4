import { z } from "zod";
import { defineJob } from "./define-job.ts";
import * as verificationJobs from "./verification-jobs.ts";

export * from "./verification-jobs.ts";

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

/** Tells who can call that a call-back waits. */
export const tellCallWaits = defineJob({
  name: "notification.tell-call-waits",
  payload: z.object({ verificationId: id }),
  attempts: 12,
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
  ...Object.values(verificationJobs),
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
  tellCallWaits,
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
