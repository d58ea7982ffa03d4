import { createHmac } from "node:crypto";
import type { Delivery } from "../intake/accept-delivery.ts";

type Connected = { connection: { id: string }; key: string; webhookSecret: string };

/** The body of a new ticket's event, in the shape that the vendor documents. */
export function ticketCreated(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    Action: "Create",
    Guid: "a1da62a4-2c49-40a8-8183-69994ce5b3eb",
    EntityType: "Ticket",
    Id: 351181,
    Fields: { TicketNumber: "T20250915.0001" },
    EventTime: "2025-09-15T14:57:50Z",
    SequenceNumber: 1,
    PersonID: 30691780,
    ...changes,
  });
}

/** A delivery as Autotask would post it, signed with the secret of the connection or another. */
export function signedDelivery(to: Connected, body: string | Buffer, changes: { secret?: string } & Partial<Delivery> = {}): Delivery {
  const { secret = to.webhookSecret, ...rest } = changes;
  const rawBody = Buffer.from(body);
  const signature = `sha1=${createHmac("sha1", secret).update(rawBody).digest("base64")}`;
  return { connectionId: to.connection.id, key: to.key, rawBody, signature, ...rest };
}
