import type { AutotaskClient } from "../../autotask/client.ts";
import type { Zone } from "../../autotask/zones.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConnectionUnusableError } from "../connection-unusable.ts";
import { isCredentialRefusal } from "../describe-failure.ts";
import { findMovedZone } from "./refused-credentials.ts";

type Parts = {
  connection: { id: string; organizationId: string; credentialsVersion: number; databaseId: number | null };
  zoneUrl: string;
  clientAt: (zoneUrl: string) => AutotaskClient;
  lookUp: () => Promise<Zone | null>;
};

/**
 * A client that stops the connection at the first refused sign-in: it blocks, and the call is made once more only where
 * the database has moved to another zone. Throws ConnectionUnusableError with the refusal as its cause.
 */
export function blockingClient(deps: Pick<Deps, "db" | "now">, { connection, zoneUrl, clientAt, lookUp }: Parts): AutotaskClient {
  let current = clientAt(zoneUrl);
  const blocked = (cause: unknown) => new ConnectionUnusableError("connection.blocked", { connectionId: connection.id, cause });
  return {
    get zoneUrl() {
      return current.zoneUrl;
    },
    async request(request) {
      const used = current;
      try {
        return await used.request(request);
      } catch (error) {
        if (!isCredentialRefusal(error)) throw error;
        const movedTo = await findMovedZone(deps, { connection, usedZoneUrl: used.zoneUrl, error, lookUp });
        if (movedTo === null) throw blocked(error);
        current = clientAt(movedTo);
      }
      const moved = current;
      return moved.request(request).catch(async (again: unknown) => {
        if (!isCredentialRefusal(again)) throw again;
        // No second look-up: the block is all that this refusal may cost.
        await findMovedZone(deps, { connection, usedZoneUrl: moved.zoneUrl, error: again, lookUp: () => Promise.resolve(null) });
        throw blocked(again);
      });
    },
  };
}
