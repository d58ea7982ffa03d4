import { recordAudit } from "../../audit/record-audit.ts";
import type { Tx } from "../../platform/db/database.ts";
import { lockChannels } from "./add-channel.ts";

// Channels that Countersign makes or switches off by itself.

/**
 * Makes the mail address of the first owner an alert channel, so that somebody hears of trouble from the first connection
 * on. Once for an organization: where a channel is or ever was, nothing is made.
 */
export async function addDefaultChannel(tx: Tx, { organizationId, at }: { organizationId: string; at: Date }): Promise<void> {
  await lockChannels(tx, organizationId);
  if ((await tx.alertChannel.count({ where: { organizationId } })) > 0) return;
  const owner = await tx.member.findFirst({
    where: { organizationId, role: "owner", removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { user: { select: { name: true, email: true } } },
  });
  if (!owner) return;
  const { name, email } = owner.user;
  const { id } = await tx.alertChannel.create({
    data: { organizationId, kind: "mail", name: name.slice(0, 80), email, createdAt: at },
    select: { id: true },
  });
  await recordAudit(tx, {
    organizationId,
    at,
    actor: { kind: "system" },
    action: "notification.alert_channel_added",
    subject: { kind: "alert_channel", id },
    details: { name, kind: "mail", to: email, reason: "first connection" },
  });
}

type Left = { organizationId: string; email: string; at: Date };

/** Switches off the mail channel of somebody who was taken out of the team: what goes wrong is not theirs to read any more. */
export async function silenceFormerMember(tx: Tx, { organizationId, email, at }: Left): Promise<void> {
  const silenced = await tx.alertChannel.updateManyAndReturn({
    where: { organizationId, email, disabledAt: null, removedAt: null },
    data: { disabledAt: at, lastErrorAt: at, lastErrorCode: "notification.member_removed" },
    select: { id: true, name: true, kind: true },
  });
  for (const { id, name, kind } of silenced) {
    await recordAudit(tx, {
      organizationId,
      at,
      actor: { kind: "system" },
      action: "notification.alert_channel_disabled",
      subject: { kind: "alert_channel", id },
      details: { name, kind, code: "notification.member_removed" },
    });
  }
}
