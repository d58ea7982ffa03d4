import { hours, minutes, seconds } from "../platform/clock.ts";

export { triesMax } from "./limits/schema.ts";

// Product rules; an organization may not loosen them. What it sets within bounds is in limits/.

/** How long one code is good. */
export const codeLifetimeMs = minutes(10);
/** How long the link works: long enough for a person who is away from the mailbox, since each code has its own end. */
export const verificationLifetimeMs = minutes(60);
/** Codes of one challenge. */
export const codesMax = 3;
/** Numbers that an approver may type in one challenge, right or wrong: of 90 there are, one is right. */
export const numbersMax = 2;
/** Between seeing a number and recording the call: nobody dials, is answered and asks in less. */
export const callAtLeastMs = seconds(15);
/** How long a number that was shown may be called. */
export const callAtMostMs = minutes(30);
/** After which a call-back that nobody has looked at is told of; later where a member started it and is likely to be there. */
export const callSoonMs = seconds(20);
export const callSoonByMemberMs = minutes(2);
/** How long a denial or a failure of a person counts towards a freeze. */
export const suspicionLastsMs = hours(720);
