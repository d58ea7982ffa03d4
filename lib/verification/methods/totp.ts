import { composeLinkMail } from "../../notification/compose-link-mail.ts";
import { takeAppCode } from "../authenticators/take-app-code.ts";
import { maskEmail } from "../mask.ts";
import type { Method } from "./method.ts";

/** A code that the person's own authenticator app shows. Not resistant to phishing: a code can be read out to a caller. */
export const totp: Method = {
  id: "totp",
  strength: "fair",
  channel: "authenticator",
  restricted: false,
  basis: { clause: "NIST SP 800-63B-4, 3.1.4", because: "a single-factor one-time password, which can be phished" },
  shows: "somebody has the app that the contact enrolled; its code can be read out to a caller or typed into a look-alike page",
  answer: "own_code",
  reach({ email, enrolled }) {
    if (!enrolled.hasTotp) return { reached: false, reason: "verification.not_enrolled" };
    if (email === null) return { reached: false, reason: "verification.no_address" };
    return { reached: true, destination: null, linkTo: { address: email, masked: maskEmail(email) } };
  },
  async send({ mail }, message) {
    await mail.send({
      ...composeLinkMail({ ...message, how: "totp" }),
      to: message.destination,
      id: `${message.challengeId}.${message.number}`,
      fromName: message.organizationName,
    });
  },
  check: takeAppCode,
};
