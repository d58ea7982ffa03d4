import { handleProbe } from "../connection/calls/probe.handler.ts";
import { handleCheck } from "../connection/check.handler.ts";
import { handleConnect } from "../connection/connect/connect.handler.ts";
import { handleRemoveWebhook } from "../connection/remove-webhook.handler.ts";
import { handleRotate } from "../connection/rotate/rotate.handler.ts";
import { handleWatchConnections } from "../connection/watch/watch-connections.handler.ts";
import { handleProcessDelivery } from "../intake/process-delivery.handler.ts";
import { handleFindMissedTickets } from "../intake/reconcile/find-missed-tickets.handler.ts";
import { handleReconcile } from "../intake/reconcile/reconcile.handler.ts";
import { handleReconcileDue } from "../intake/reconcile/reconcile-due.handler.ts";
import * as jobs from "../jobs/catalog.ts";
import { handleAnnounceCampaign } from "../notification/alerts/announce-campaign.handler.ts";
import { handleAnnounceIncident } from "../notification/alerts/announce-incident.handler.ts";
import { handleSendAlert } from "../notification/alerts/send-alert.handler.ts";
import { handleTellChannelGone } from "../notification/alerts/tell-channel-gone.handler.ts";
import { handleTellCallWaits } from "../notification/tell-call-waits.handler.ts";
import { handleTellTechnician } from "../notification/tell-technician.handler.ts";
import { handleSendInvitation } from "../organization/send-invitation.handler.ts";
import { handleTellApprover } from "../verification/approval/tell-approver.handler.ts";
import { handleTellAuthenticatorChanged } from "../verification/authenticators/tell-authenticator.handler.ts";
import { handleBeginVerification } from "../verification/begin-verification.handler.ts";
import { handleCloseQuietCampaign } from "../verification/campaigns/close-quiet-campaign.handler.ts";
import { handleWatchCampaign } from "../verification/campaigns/watch-campaign.handler.ts";
import { handleLookAtContact } from "../verification/contact-look/look-at-contact.handler.ts";
import { handleEndFrozen } from "../verification/end-frozen.handler.ts";
import { handleExpireVerification } from "../verification/expire-verification.handler.ts";
import { handleReadQuestionFacts } from "../verification/questions/read-facts.handler.ts";
import { handleSendChallenge } from "../verification/send-challenge.handler.ts";
import { handleDeliverWriteBack } from "../write-back/deliver-write-back.handler.ts";
import { handlePlanLateNote } from "../write-back/plan-late-note.handler.ts";
import { handlePlanWriteBack } from "../write-back/plan-write-back.handler.ts";
import { type BoundJob, on } from "./bind-job.ts";

/** Every job of the catalog with its handler. */
export const jobRegistry: readonly BoundJob[] = [
  on(jobs.connectConnection, handleConnect),
  on(jobs.checkConnection, handleCheck),
  on(jobs.watchConnections, handleWatchConnections),
  on(jobs.probeConnection, handleProbe),
  on(jobs.removeWebhook, handleRemoveWebhook),
  on(jobs.rotateCredentials, handleRotate),
  on(jobs.processDelivery, handleProcessDelivery),
  on(jobs.reconcile, handleReconcile),
  on(jobs.reconcileDue, handleReconcileDue),
  on(jobs.findMissedTickets, handleFindMissedTickets),
  on(jobs.beginVerification, handleBeginVerification),
  on(jobs.readQuestionFacts, handleReadQuestionFacts),
  on(jobs.sendChallenge, handleSendChallenge),
  on(jobs.lookAtContact, handleLookAtContact),
  on(jobs.tellAuthenticatorChanged, handleTellAuthenticatorChanged),
  on(jobs.tellApprover, handleTellApprover),
  on(jobs.tellCallWaits, handleTellCallWaits),
  on(jobs.expireVerification, handleExpireVerification),
  on(jobs.endFrozen, handleEndFrozen),
  on(jobs.watchCampaign, handleWatchCampaign),
  on(jobs.closeQuietCampaign, handleCloseQuietCampaign),
  on(jobs.announceCampaign, handleAnnounceCampaign),
  on(jobs.planWriteBack, handlePlanWriteBack),
  on(jobs.planLateNote, handlePlanLateNote),
  on(jobs.deliverWriteBack, handleDeliverWriteBack),
  on(jobs.tellTechnician, handleTellTechnician),
  on(jobs.sendInvitation, handleSendInvitation),
  on(jobs.announceIncident, handleAnnounceIncident),
  on(jobs.sendAlert, handleSendAlert),
  on(jobs.tellChannelGone, handleTellChannelGone),
];
