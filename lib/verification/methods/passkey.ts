import { composeLinkMail } from "../../notification/compose-link-mail.ts";
import { maskEmail } from "../mask.ts";
import type { Method } from "./method.ts";

/**
 * A passkey with user verification: two factors in one, and bound to our own address, so that no look-alike page can ask
 * for it. The link only leads to the page; whoever else reads the mail has nothing.
 */
export const passkey: Method = {
  id: "passkey",
  strength: "best",
  channel: "passkey",
  restricted: false,
  basis: { clause: "NIST SP 800-63B-4, 3.1.7 and 3.2.5", because: "multi-factor cryptographic authentication that resists phishing" },
  shows:
    "somebody has the device that the contact enrolled and unlocked it by finger, face or PIN; it works on our own address only, so no look-alike page gets it",
  answer: "ceremony",
  reach({ email, enrolled }) {
    if (!enrolled.hasPasskey) return { reached: false, reason: "verification.not_enrolled" };
    if (email === null) return { reached: false, reason: "verification.no_address" };
    return { reached: true, destination: null, linkTo: { address: email, masked: maskEmail(email) } };
  },
  async send({ mail }, message) {
    await mail.send({
      ...composeLinkMail({ ...message, how: "passkey" }),
      to: message.destination,
      id: `${message.challengeId}.${message.number}`,
      fromName: message.organizationName,
    });
  },
};
