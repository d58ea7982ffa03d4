import { z } from "zod";
import { recordAudit } from "../../audit/record-audit.ts";
import { type sendAlert, tellChannelGone } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { JobHandler, WorkerDeps } from "../../jobs/job-handler.ts";
import { hours } from "../../platform/clock.ts";
import { inTransaction, type Tx } from "../../platform/db/database.ts";
import { UpstreamError } from "../../platform/errors.ts";
import type { AlertKind, ChannelErrorCode } from "../schema.ts";
import { openAddress } from "./channel-address.ts";
import { type AlertText, composeAlert } from "./compose-alert.ts";
import { composeAlertMail } from "./compose-alert-mail.ts";
import { composeCampaignAlert } from "./compose-campaign-alert.ts";
import { composeSlackMessage, composeTeamsMessage } from "./compose-chat-message.ts";
import { composeContradictionAlert } from "./compose-contradiction-alert.ts";
import { composeDenialAlert, type DenialSource } from "./compose-denial-alert.ts";
import { type Delivered, postToChat } from "./post-to-chat.ts";

/** News older than this are left: the connection's page says how it is by then. */
export const giveUpAfterMs = hours(6);

/**
 * Sends one alert to its channel and writes down how it went, on the alert and on the channel. A webhook that the chat does
 * not know any more switches its channel off. A test is tried once, since somebody waits for its result.
 */
export const handleSendAlert: JobHandler<typeof sendAlert> = async (deps, { payload: { alertId }, signal, log }) => {
  const alert = await readAlert(deps, alertId);
  if (!alert || alert.sentAt || alert.refusedAt) return log.info("notification.no_alert_to_send", { alertId });
  const isTest = alert.kind === "test";
  if (alert.channel.removedAt || (alert.channel.disabledAt && !isTest)) {
    await deps.db.alert.updateMany({ where: { id: alertId, sentAt: null }, data: { refusedAt: deps.now() } });
    return log.info("notification.channel_off", { alertId });
  }
  const delivered = await deliver(deps, alert, signal);
  const isOver = delivered.outcome === "final" || isTest || deps.now().getTime() - alert.createdAt.getTime() >= giveUpAfterMs;
  await inTransaction(deps.db, (tx) => record(tx, deps.now(), { alert, delivered, isOver }));
  log.info("notification.alert_handled", { alertId, outcome: delivered.outcome, ...("code" in delivered && { code: delivered.code }) });
  if (delivered.outcome === "again" && !isOver) throw delivered.error;
};

/** Texts by name, as an incident keeps them. */
const paramsSchema = z.record(z.string(), z.string()).catch({});

const toldOfVerification = {
  ...{ id: true, receipt: true, reason: true, requesterName: true, companyName: true },
  ticket: { select: { number: true, technicianName: true } },
} as const;

type SentAlert = NonNullable<Awaited<ReturnType<typeof readAlert>>>;

function readAlert({ db }: Pick<WorkerDeps, "db">, id: string) {
  const organization = { select: { name: true, slug: true, timeZone: true } };
  return db.alert.findUnique({
    where: { id },
    include: {
      channel: { include: { organization } },
      incident: { include: { connection: { select: { name: true } } } },
      verification: { select: toldOfVerification },
      freeze: { select: { verificationId: true, frozenByName: true } },
      campaign: {
        select: {
          openedAt: true,
          keys: { select: { kind: true } },
          verifications: { select: { verification: { select: { connectionId: true, ticket: { select: { companyId: true } } } } } },
        },
      },
    },
  });
}

async function deliver(deps: WorkerDeps, alert: SentAlert, signal: AbortSignal): Promise<Delivered> {
  const { channel } = alert;
  const text = await textOf(deps, alert);
  if (channel.kind === "mail") return deliverMail(deps, alert, text);
  const address = openAddress(deps, channel);
  if (address === null) return { outcome: "final", code: "notification.address_unreadable" };
  const body = channel.kind === "slack" ? composeSlackMessage(text) : composeTeamsMessage(text);
  return postToChat(deps, { kind: channel.kind, address, body, signal });
}

async function textOf(
  { db, appUrl, now }: Pick<WorkerDeps, "db" | "appUrl" | "now">,
  { kind, incident, campaign, verification, freeze, channel }: SentAlert,
): Promise<AlertText> {
  const { organization } = channel;
  if (verification !== null) {
    if (kind === "contradiction") return composeContradictionAlert({ organization, appUrl, verification });
    // Written by us only, so it is one of the kinds that are about a verification.
    return composeDenialAlert({ kind: kind as DenialSource["kind"], organization, appUrl, verification });
  }
  if (freeze !== null) {
    const { verificationId, frozenByName } = freeze;
    const led = await db.verification.findUniqueOrThrow({ where: { id: verificationId }, select: toldOfVerification });
    return composeDenialAlert({ kind: "frozen", organization, appUrl, verification: led, frozenByName });
  }
  if (campaign !== null) {
    const companies = new Set(
      campaign.verifications.map(({ verification: { connectionId, ticket } }) => `${connectionId} ${ticket.companyId}`),
    );
    const common = [...new Set(campaign.keys.map((key) => key.kind))];
    const counts = { verifications: campaign.verifications.length, companies: companies.size };
    return composeCampaignAlert({ organization, appUrl, openedAt: campaign.openedAt, ...counts, common });
  }
  return composeAlert({
    // Written by us only, so it is one of the kinds.
    kind: kind as AlertKind,
    organization,
    appUrl,
    at: now(),
    incident: incident && { ...incident, params: paramsSchema.parse(incident.params), connectionName: incident.connection.name },
  });
}

async function deliverMail({ mail }: Pick<WorkerDeps, "mail">, { id, channel }: SentAlert, text: AlertText): Promise<Delivered> {
  if (channel.email === null) return { outcome: "final", code: "notification.mail_refused" };
  try {
    await mail.send({ ...composeAlertMail(text), to: channel.email, id: `${id}.alert` });
    return { outcome: "sent" };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (error.retry.when === "never") return { outcome: "final", code: "notification.mail_refused" };
    return { outcome: "again", code: "notification.mail_unavailable", error };
  }
}

type Recorded = { alert: SentAlert; delivered: Delivered; isOver: boolean };

async function record(tx: Tx, at: Date, { alert: { id, channel }, delivered, isOver }: Recorded): Promise<void> {
  if (delivered.outcome === "sent") {
    await tx.alert.updateMany({ where: { id }, data: { sentAt: at, refusedAt: null } });
    await tx.alertChannel.updateMany({
      where: { id: channel.id },
      data: { lastSentAt: at, lastErrorAt: null, lastErrorCode: null },
    });
    return;
  }
  if (isOver) await tx.alert.updateMany({ where: { id, sentAt: null }, data: { refusedAt: at } });
  const { code } = delivered;
  await tx.alertChannel.updateMany({ where: { id: channel.id }, data: { lastErrorAt: at, lastErrorCode: code } });
  if (code === "notification.webhook_gone") await switchOff(tx, at, { channel, code });
}

type Gone = { channel: SentAlert["channel"]; code: ChannelErrorCode };

async function switchOff(tx: Tx, at: Date, { channel: { id, organizationId, name, kind }, code }: Gone): Promise<void> {
  const { count } = await tx.alertChannel.updateMany({ where: { id, disabledAt: null, removedAt: null }, data: { disabledAt: at } });
  if (count === 0) return;
  const left = await tx.alertChannel.count({ where: { organizationId, disabledAt: null, removedAt: null } });
  if (left === 0) await enqueue(tx, tellChannelGone, { channelId: id });
  await recordAudit(tx, {
    organizationId,
    at,
    actor: { kind: "system" },
    action: "notification.alert_channel_disabled",
    subject: { kind: "alert_channel", id },
    details: { name, kind, code },
  });
}
