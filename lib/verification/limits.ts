import { hours, minutes, seconds } from "../platform/clock.ts";

// Product rules; an organization may not loosen them.

/** How long one code is good. */
export const codeLifetimeMs = minutes(10);
/** How long the link works: long enough for a person who is away from the mailbox, since each code has its own end. */
export const verificationLifetimeMs = minutes(60);
/** Codes that may be sent for one ticket. */
export const codesMax = 3;
/** Codes that may be tried in one verification, whatever the number of codes sent (NIST SP 800-63B-4, 3.1.3.2). */
export const triesMax = 5;
/** Between two codes: a robot that presses every button gets one more mail, not two. */
export const resendAfterMs = seconds(60);
/** How long a denial or a failure of a person counts towards a freeze. */
export const suspicionLastsMs = hours(720);
