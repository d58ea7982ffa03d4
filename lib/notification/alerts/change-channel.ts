import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { NotFoundError } from "../../platform/errors.ts";
import type { AlertChannelChange } from "../schema.ts";
import { lockChannels } from "./add-channel.ts";

type Asked = { organizationId: string; actor: Actor; channelId: string };
type ChangeDeps = Pick<Deps, "db" | "now">;

/** Renames a channel, switches it off or on. On again it starts without its old error. What is so already stays. Throws NotFoundError. */
export async function changeChannel(deps: ChangeDeps, { change, ...asked }: Asked & { change: AlertChannelChange }): Promise<void> {
  const { organizationId, channelId } = asked;
  await inOrganization(deps.db, organizationId, async (tx) => {
    const channel = await lockChannel(tx, asked);
    const at = deps.now();
    const { name = channel.name, enabled = channel.disabledAt === null } = change;
    const isSwitched = enabled !== (channel.disabledAt === null);
    if (name === channel.name && !isSwitched) return;
    const clean = { disabledAt: null, lastErrorAt: null, lastErrorCode: null };
    const switched = isSwitched ? (enabled ? clean : { disabledAt: at }) : {};
    await tx.alertChannel.updateMany({ where: { id: channelId, organizationId }, data: { name, ...switched } });
    const action = isSwitched ? (enabled ? "enabled" : "disabled") : "renamed";
    const details = { name, kind: channel.kind, ...(name !== channel.name && { nameBefore: channel.name }) };
    await record(tx, at, { ...asked, action: `notification.alert_channel_${action}`, details });
  });
}

/** Takes a channel away for good and forgets its address. Throws NotFoundError. */
export async function removeChannel(deps: ChangeDeps, asked: Asked): Promise<void> {
  const { organizationId, channelId } = asked;
  await inOrganization(deps.db, organizationId, async (tx) => {
    const { name, kind } = await lockChannel(tx, asked);
    const at = deps.now();
    await tx.alertChannel.updateMany({
      where: { id: channelId, organizationId },
      data: { removedAt: at, urlSealed: null, email: null },
    });
    await record(tx, at, { ...asked, action: "notification.alert_channel_removed", details: { name, kind } });
  });
}

async function lockChannel(tx: Tx, { organizationId, channelId }: Asked) {
  await lockChannels(tx, organizationId);
  const channel = await tx.alertChannel.findFirst({
    where: { id: channelId, organizationId, removedAt: null },
    select: { name: true, kind: true, disabledAt: true },
  });
  if (channel) return channel;
  throw new NotFoundError("There is no such alert channel", { code: "notification.channel_not_found" });
}

type Recorded = Asked & { action: `notification.${string}`; details: Record<string, string> };

async function record(tx: Tx, at: Date, { organizationId, actor, channelId, action, details }: Recorded): Promise<void> {
  await recordAudit(tx, { organizationId, at, actor, action, subject: { kind: "alert_channel", id: channelId }, details });
}
