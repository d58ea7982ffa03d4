import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { sendAlert } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { later, minutes } from "../../platform/clock.ts";
import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { LimitError, NotFoundError } from "../../platform/errors.ts";
import { lockChannels } from "./add-channel.ts";

type Asked = { organizationId: string; actor: Actor; channelId: string };

const windowMs = minutes(10);
/** Tests of one organization in a window: each is a message in somebody's chat. */
const testsMax = 10;

/**
 * Puts a test message on its way; `listChannels` tells how it went. Also to a channel that is off, so that a mended one can
 * be tried before it is switched on. Throws NotFoundError, and LimitError after ten in ten minutes.
 */
export async function testChannel(deps: Pick<Deps, "db" | "now">, { organizationId, actor, channelId }: Asked): Promise<{ id: string }> {
  return inOrganization(deps.db, organizationId, async (tx) => {
    await lockChannels(tx, organizationId);
    const channel = await tx.alertChannel.findFirst({
      where: { id: channelId, organizationId, removedAt: null },
      select: { name: true, kind: true },
    });
    if (!channel) throw new NotFoundError("There is no such alert channel", { code: "notification.channel_not_found" });
    const at = deps.now();
    const tests = await tx.alert.count({ where: { organizationId, kind: "test", createdAt: { gt: later(at, -windowMs) } } });
    if (tests >= testsMax) {
      throw new LimitError("Too many test alerts", { code: "notification.too_many_tests", retryAfterSeconds: windowMs / 1_000 });
    }
    const { id } = await tx.alert.create({ data: { organizationId, channelId, kind: "test", createdAt: at }, select: { id: true } });
    await enqueue(tx, sendAlert, { alertId: id });
    const subject = { kind: "alert_channel", id: channelId };
    await recordAudit(tx, { organizationId, at, actor, action: "notification.alert_channel_tested", subject, details: { ...channel } });
    return { id };
  });
}
