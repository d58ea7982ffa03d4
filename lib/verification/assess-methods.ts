import type { Destination, Method, PersonFacts } from "./methods/method.ts";
import type { ReasonCode } from "./reason-codes.ts";

/** One method for one person: usable, with where it would go, or why not. */
export type Assessment = { method: Method } & (
  | { usable: true; destination: Destination | null; linkTo: Destination | null }
  | { usable: false; reason: ReasonCode; destination: Destination | null }
);

/** What the guards look at beside the destination. */
export type Circumstances = {
  isActive: boolean;
  /** The record is older than the ticket, and was not changed since. */
  predatesTicket: boolean;
};

/** One reason not to trust a destination, or null. Pure. */
export type Guard = (asked: { method: Method; destination: Destination | null; circumstances: Circumstances }) => ReasonCode | null;

const inactiveContact: Guard = ({ circumstances }) => (circumstances.isActive ? null : "verification.contact_inactive");

/** What was put in the record for this very ticket proves nothing; what goes nowhere needs no such proof. */
const freshRecord: Guard = ({ destination, circumstances }) =>
  destination === null || circumstances.predatesTicket ? null : "verification.contact_too_new";

/** In the order in which their reasons are worth telling. */
export const guards: readonly Guard[] = [inactiveContact, freshRecord];

/**
 * Every method for one person, in the given order: the table that the console shows and the engine chooses from. Pure: the
 * same facts give the same table. A destination that a guard refuses is kept, masked for the screen, and never used.
 */
export function assessMethods(methods: readonly Method[], person: PersonFacts, circumstances: Circumstances): Assessment[] {
  return methods.map((method): Assessment => {
    const reach = method.reach(person);
    const destination = reach.reached ? reach.destination : null;
    for (const guard of guards) {
      const reason = guard({ method, destination, circumstances });
      if (reason !== null) return { method, usable: false, reason, destination };
    }
    return reach.reached
      ? { method, usable: true, destination, linkTo: reach.linkTo ?? null }
      : { method, usable: false, reason: reach.reason, destination: null };
  });
}
