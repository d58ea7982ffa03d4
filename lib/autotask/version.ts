import { z } from "zod";
import type { AutotaskClient } from "./client.ts";

/**
 * Proves the credentials at the price of one call and of no permission on any entity. Throws AutotaskError:
 * `unauthorized`, `tracking_identifier_refused`.
 */
export async function proveCredentials(autotask: AutotaskClient): Promise<void> {
  // An object that is not an error: its fields are of no use to us, and differ between the Swagger and the wire.
  await autotask.request({ method: "GET", path: "/V1.0/Version", response: z.record(z.string(), z.unknown()) });
}
