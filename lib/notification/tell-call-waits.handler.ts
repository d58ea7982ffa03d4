import type { tellCallWaits } from "../jobs/catalog.ts";
import type { JobHandler, WorkerDeps } from "../jobs/job-handler.ts";
import { UpstreamError } from "../platform/errors.ts";
import { openAddress } from "./alerts/channel-address.ts";
import { composeSlackMessage, composeTeamsMessage } from "./alerts/compose-chat-message.ts";
import { postToChat } from "./alerts/post-to-chat.ts";
import { type CallWaits, composeCallWaits } from "./compose-call-waits.ts";

/**
 * Tells that a call-back waits which nobody has looked at: the technician of the ticket, else every alert channel of the
 * organization. Once for a verification; a mail that is sent again after a crash is the same mail.
 */
export const handleTellCallWaits: JobHandler<typeof tellCallWaits> = async (deps, { payload: { verificationId }, signal, log }) => {
  const { db, mail, appUrl } = deps;
  const verification = await db.verification.findUnique({
    where: { id: verificationId, settledAt: null },
    select: {
      ...{ organizationId: true, requesterName: true },
      organization: { select: { name: true, slug: true } },
      ticket: { select: { number: true, technicianEmail: true } },
      challenges: { where: { state: "waiting", shownAt: null }, select: { method: true } },
    },
  });
  // It ended, was asked otherwise, or somebody has the number before them.
  if (!verification?.challenges.some(({ method }) => method === "call_back")) return;
  const { organizationId, organization, ticket, requesterName } = verification;
  const url = new URL(`/${organization.slug}/verifications/${verificationId}`, appUrl).href;
  const told: CallWaits = { organizationName: organization.name, requesterName, ticketNumber: ticket.number, url };
  const channels =
    ticket.technicianEmail === null ? await db.alertChannel.findMany({ where: { organizationId, removedAt: null, disabledAt: null } }) : [];
  const addresses = ticket.technicianEmail === null ? channels.flatMap(({ email }) => email ?? []) : [ticket.technicianEmail];
  const { mail: message } = composeCallWaits(told);
  for (const [index, to] of addresses.entries()) {
    try {
      await mail.send({ ...message, to, id: `${verificationId}.call-waits.${index}` });
    } catch (error) {
      if (!(error instanceof UpstreamError && error.retry.when === "never")) throw error;
      log.warn("notification.call_waits_unreachable", { verificationId });
    }
  }
  for (const channel of channels) await post(deps, { channel, told, signal, verificationId });
  log.info("notification.call_waits_told", { verificationId, told: addresses.length + channels.length });
};

type Channel = Awaited<ReturnType<WorkerDeps["db"]["alertChannel"]["findFirstOrThrow"]>>;
type Post = { channel: Channel; told: CallWaits; signal: AbortSignal; verificationId: string };

/** Once, whatever comes of it: a chat has no mark by which a second message would be known as the first, and a call is news for minutes. */
async function post(deps: WorkerDeps, { channel, told, signal, verificationId }: Post): Promise<void> {
  if (channel.kind === "mail") return;
  const address = openAddress(deps, channel);
  if (address === null) return;
  const { chat } = composeCallWaits(told);
  const body = channel.kind === "slack" ? composeSlackMessage(chat) : composeTeamsMessage(chat);
  const { outcome } = await postToChat(deps, { kind: channel.kind, address, body, signal });
  if (outcome !== "sent") deps.log.warn("notification.call_waits_unreachable", { verificationId });
}
