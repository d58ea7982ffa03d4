import type { Deps } from "../../platform/deps.ts";
import type { SecretPlace } from "../../platform/secrets.ts";

type Sealed = { id: string; urlSealed: Uint8Array | null };

/** Where the address of a webhook is sealed. */
export function addressPlace(channelId: string): SecretPlace {
  return { table: "alert_channels", column: "urlSealed", rowId: channelId };
}

/** The address of a webhook, which is a secret: whoever has it can post. Null when no key of the ring opens it. */
export function openAddress({ secrets }: Pick<Deps, "secrets">, { id, urlSealed }: Sealed): string | null {
  if (urlSealed === null) return null;
  try {
    return secrets.open(urlSealed, addressPlace(id));
  } catch {
    return null; // Its key was taken out of the ring: the screens say that the address has to be entered again.
  }
}
