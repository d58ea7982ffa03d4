import type { Tx } from "../platform/db/database.ts";
import type { ConnectionEventKind, EventParams } from "./health-schema.ts";

type ConnectionEvent = {
  organizationId: string;
  connectionId: string;
  at: Date;
  kind: ConnectionEventKind;
  /** A failure code, where the event is a trouble or its end. */
  code?: string;
  params?: EventParams;
  /** Left out: we did it by ourselves. */
  byName?: string | null;
};

/** Notes for the connection's page what happened to it, in the transaction in which it did. */
export async function recordConnectionEvent(tx: Pick<Tx, "connectionEvent">, event: ConnectionEvent): Promise<void> {
  const { organizationId, connectionId, at, kind, code = null, params = {}, byName = null } = event;
  await tx.connectionEvent.create({ data: { organizationId, connectionId, at, kind, code, params, byName } });
}
