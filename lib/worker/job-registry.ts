import { handleCheck } from "../connection/check.handler.ts";
import { handleConnect } from "../connection/connect/connect.handler.ts";
import { handleRemoveWebhook } from "../connection/remove-webhook.handler.ts";
import { handleWatchConnections } from "../connection/watch/watch-connections.handler.ts";
import { handleProcessDelivery } from "../intake/process-delivery.handler.ts";
import * as jobs from "../jobs/catalog.ts";
import { handleAnnounceIncident } from "../notification/alerts/announce-incident.handler.ts";
import { handleTellTechnician } from "../notification/tell-technician.handler.ts";
import { handleSendInvitation } from "../organization/send-invitation.handler.ts";
import { handleBeginVerification } from "../verification/begin-verification.handler.ts";
import { handleExpireVerification } from "../verification/expire-verification.handler.ts";
import { handleSendChallenge } from "../verification/send-challenge.handler.ts";
import { handleDeliverWriteBack } from "../write-back/deliver-write-back.handler.ts";
import { handlePlanWriteBack } from "../write-back/plan-write-back.handler.ts";
import { type BoundJob, on } from "./bind-job.ts";

/** Every job of the catalog with its handler. */
export const jobRegistry: readonly BoundJob[] = [
  on(jobs.connectConnection, handleConnect),
  on(jobs.checkConnection, handleCheck),
  on(jobs.watchConnections, handleWatchConnections),
  on(jobs.removeWebhook, handleRemoveWebhook),
  on(jobs.processDelivery, handleProcessDelivery),
  on(jobs.beginVerification, handleBeginVerification),
  on(jobs.sendChallenge, handleSendChallenge),
  on(jobs.expireVerification, handleExpireVerification),
  on(jobs.planWriteBack, handlePlanWriteBack),
  on(jobs.deliverWriteBack, handleDeliverWriteBack),
  on(jobs.tellTechnician, handleTellTechnician),
  on(jobs.sendInvitation, handleSendInvitation),
  on(jobs.announceIncident, handleAnnounceIncident),
];
