import { UpstreamError } from "../../platform/errors.ts";

/** No call was made: another one has found the database in another zone meanwhile. To be made there, or again at once. */
export class ZoneLeftError extends UpstreamError {
  readonly zoneUrl: string;

  constructor(zoneUrl: string) {
    super("The connection has moved to another zone", { code: "connection.zone_left", retry: { when: "after", delayMs: 1_000 } });
    this.zoneUrl = zoneUrl;
  }
}
