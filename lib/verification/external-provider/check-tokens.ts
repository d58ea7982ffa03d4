import { digest, type Secrets } from "../../platform/secrets.ts";

// Both are made from the check's id with a key that is not in the database: nothing of them is stored, a call that is made
// again carries the same ones, and a dump of the database yields neither.

const drawn = (secrets: Secrets, purpose: string, checkId: string) => Buffer.from(secrets.mac(purpose, checkId)).toString("base64url");

/** What the provider answers with: 256 bits, good for one result of one check. */
export function referenceOf(secrets: Secrets, checkId: string): string {
  return drawn(secrets, "external reference", checkId);
}

/** What the browser brings back from the provider: without it nobody is shown how a check ended. */
export function returnKeyOf(secrets: Secrets, checkId: string): string {
  return drawn(secrets, "external return", checkId);
}

/** How a reference is recognized. */
export const referenceHash = (reference: string) => digest(reference);
