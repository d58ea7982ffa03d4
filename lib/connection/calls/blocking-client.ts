import type { AutotaskClient } from "../../autotask/client.ts";
import type { AutotaskError } from "../../autotask/errors.ts";
import type { Zone } from "../../autotask/zones.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConnectionUnusableError } from "../connection-unusable.ts";
import { isCredentialRefusal } from "../describe-failure.ts";
import { blockConnection, findMovedZone, type Refusal } from "./refused-credentials.ts";

type Parts = {
  connection: Refusal["connection"];
  zoneUrl: string;
  /** `onRefusal` runs before the call gives its place back, so that no waiting call slips through before the block. */
  clientAt: (zoneUrl: string, onRefusal: (error: AutotaskError) => Promise<void>) => AutotaskClient;
  lookUp: () => Promise<Zone | null>;
};

/**
 * A client that stops the connection at the first refused sign-in: it blocks, and the call is made once more only where
 * the database has moved to another zone. Throws ConnectionUnusableError with the refusal as its cause.
 */
export function blockingClient(deps: Pick<Deps, "db" | "now">, { connection, zoneUrl, clientAt, lookUp }: Parts): AutotaskClient {
  const blockedHere = new WeakSet<AutotaskError>();
  const open = (at: string) =>
    clientAt(at, async (error) => {
      if (await blockConnection(deps, { connection, usedZoneUrl: at, error })) blockedHere.add(error);
    });
  const blocked = (cause: unknown) => new ConnectionUnusableError("connection.blocked", { connectionId: connection.id, cause });
  let current = open(zoneUrl);
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
        const refusal = { connection, usedZoneUrl: used.zoneUrl, error, blockedByUs: blockedHere.has(error), lookUp };
        const movedTo = await findMovedZone(deps, refusal);
        if (movedTo === null) throw blocked(error);
        current = open(movedTo);
      }
      // A refusal here too blocks without another look-up.
      return current.request(request).catch((again: unknown) => {
        throw isCredentialRefusal(again) ? blocked(again) : again;
      });
    },
  };
}
