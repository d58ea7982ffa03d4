import type { Db } from "../platform/db/database.ts";

/** Notes when a delivery last reached us. Deliveries are processed in any order, so an older one changes nothing. */
export async function recordDelivery(db: Db, { connectionId, receivedAt }: { connectionId: string; receivedAt: Date }): Promise<void> {
  await db.connection.updateMany({
    where: { id: connectionId, OR: [{ lastDeliveryAt: null }, { lastDeliveryAt: { lt: receivedAt } }] },
    data: { lastDeliveryAt: receivedAt },
  });
}
