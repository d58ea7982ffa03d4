import type { Tx } from "../../platform/db/database.ts";

/**
 * Until this transaction ends no other changes what is known of the connection's missed tickets and gaps, so that whoever
 * comes second sees what the first one found. Deliveries are stored meanwhile.
 */
export async function oneLookAtATime(tx: Tx, connectionId: string): Promise<void> {
  await tx.$queryRaw`select 1 from connections where "id" = ${connectionId}::uuid for no key update`;
}
