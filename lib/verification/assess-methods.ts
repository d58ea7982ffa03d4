import { freshChange } from "./guards/fresh-change.ts";
import type { Circumstances, Guard } from "./guards/guard.ts";
import { inactiveContact } from "./guards/inactive-contact.ts";
import { sameChannel } from "./guards/same-channel.ts";
import { sharedDestination } from "./guards/shared-destination.ts";
import type { Destination, Method, PersonFacts } from "./methods/method.ts";
import type { ReasonCode } from "./reason-codes.ts";
import type { Strength } from "./strength.ts";

/** One method for one person: usable, with where it would go, or why not. */
export type Assessment = { method: Method } & (
  | { usable: true; destination: Destination | null; linkTo: Destination | null; worth?: Strength | undefined }
  | { usable: false; reason: ReasonCode; destination: Destination | null }
);

/** In the order in which their reasons are worth telling. */
export const guards: readonly Guard[] = [inactiveContact, freshChange, sameChannel, sharedDestination];

/**
 * Every method for one person, in the given order: the table that the console shows and the engine chooses from. Pure: the
 * same facts give the same table. A destination that a guard refuses is kept, masked for the screen, and never used.
 */
export function assessMethods(methods: readonly Method[], person: PersonFacts, circumstances: Circumstances): Assessment[] {
  return methods.map((method): Assessment => {
    const reach = method.reach(person);
    if (!reach.reached) {
      return { method, usable: false, reason: refusalOf(method, null, circumstances) ?? reach.reason, destination: null };
    }
    const first = { destination: reach.destination, reason: refusalOf(method, reach.destination, circumstances) };
    if (first.reason === null) {
      return { method, usable: true, destination: first.destination, linkTo: reach.linkTo ?? null, worth: reach.worth };
    }
    const other = reach.alternatives?.find((destination) => refusalOf(method, destination, circumstances) === null);
    if (other) return { method, usable: true, destination: other, linkTo: null };
    return { method, usable: false, reason: first.reason, destination: first.destination };
  });
}

/** Where a code or a call goes is what must be trusted. A link proves nothing, and an approver's record is the method's to judge. */
export const provesByDestination: readonly Method["channel"][] = ["email", "phone"];

function refusalOf(method: Method, reached: Destination | null, circumstances: Circumstances): ReasonCode | null {
  const destination = provesByDestination.includes(method.channel) ? reached : null;
  for (const guard of guards) {
    const reason = guard({ method, destination, account: reached?.address ?? null, circumstances });
    if (reason !== null) return reason;
  }
  return null;
}
