import type { AutotaskClient } from "../../autotask/client.ts";
import { type AutotaskError, isHostError } from "../../autotask/errors.ts";
import type { Zone } from "../../autotask/zones.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConnectionUnusableError } from "../connection-unusable.ts";
import { isCredentialRefusal } from "../describe-failure.ts";
import { findMovedZone } from "./moved-zone.ts";
import { blockConnection, type Called } from "./refused-credentials.ts";
import { ZoneLeftError } from "./zone-left-error.ts";

type Parts = {
  connection: Called;
  zoneUrl: string;
  /** `onRefusal` runs before the call gives its place back, so that no waiting call slips through before the block. */
  clientAt: (zoneUrl: string, onRefusal: (error: AutotaskError) => Promise<void>) => AutotaskClient;
  lookUp: () => Promise<Zone | null>;
};

/**
 * A client that stops the connection at the first refused sign-in: it blocks. Then, and when the zone's host itself cannot
 * be reached, it asks where the database is, and makes the call once more only where it has moved to another zone. Throws
 * ConnectionUnusableError with the refusal as its cause.
 */
export function blockingClient(deps: Pick<Deps, "db" | "now">, { connection, zoneUrl, clientAt, lookUp }: Parts): AutotaskClient {
  const blockedHere = new WeakSet<AutotaskError>();
  const open = (at: string) =>
    clientAt(at, async (error) => {
      if (await blockConnection(deps, { connection, usedZoneUrl: at, error })) blockedHere.add(error);
    });
  const blocked = (cause: unknown) => new ConnectionUnusableError("connection.blocked", { connectionId: connection.id, cause });
  let current = open(zoneUrl);
  let asked = false;
  // A refusal there too blocks without another look-up.
  const makeAgain: AutotaskClient["request"] = (request) =>
    current.request(request).catch((again: unknown) => {
      throw isCredentialRefusal(again) ? blocked(again) : again;
    });
  return {
    get zoneUrl() {
      return current.zoneUrl;
    },
    async request(request) {
      const used = current;
      try {
        return await used.request(request);
      } catch (error) {
        if (error instanceof ZoneLeftError) {
          current = open(error.zoneUrl);
          return makeAgain(request);
        }
        const refused = isCredentialRefusal(error);
        if (!refused && (asked || !isHostError(error))) throw error;
        // Once in a run: what the look-up says does not change between two calls.
        if (!refused) asked = true;
        const failed = { connection, usedZoneUrl: used.zoneUrl, refused, blockedByUs: refused && blockedHere.has(error), lookUp };
        const movedTo = await findMovedZone(deps, failed);
        if (movedTo === null) throw refused ? blocked(error) : error;
        current = open(movedTo);
      }
      return makeAgain(request);
    },
  };
}
