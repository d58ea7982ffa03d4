import type { Secrets } from "../platform/secrets.ts";

type Person = { organizationId: string; connectionId: string; contactId: bigint | null; email: string | null };

/**
 * Whom a freeze holds: the address, so that it holds for every contact record and company that has it; without one the
 * contact itself. Keyed, so that the rows tell nobody's address, and bound to the organization. Null for nobody.
 */
export function contactKey(secrets: Secrets, { organizationId, connectionId, contactId, email }: Person): Uint8Array<ArrayBuffer> | null {
  const address = email?.trim().toLowerCase() ?? "";
  if (address !== "") return secrets.mac("contact by address", `${organizationId}.${address}`);
  return contactId === null ? null : secrets.mac("contact by id", `${organizationId}.${connectionId}.${contactId}`);
}
