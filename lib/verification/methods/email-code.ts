import { composeCodeMail } from "../../notification/compose-code-mail.ts";
import { maskEmail } from "../mask.ts";
import type { Method } from "./method.ts";

/** A six-digit code and a link in one e-mail: proves control of the mailbox on record, at this moment, and no more. */
export const emailCode: Method = {
  id: "email_code",
  strength: "weak",
  basis: "NIST SP 800-63B-4, 3.1.3.1: e-mail is not an out-of-band authenticator",
  findDestination: ({ email }) => (email === null ? null : { address: email, masked: maskEmail(email) }),
  async send({ mail }, message) {
    // The same id for the same code: a mail sent again after a crash is recognisable as the one before.
    await mail.send({
      ...composeCodeMail(message),
      to: message.destination,
      id: `${message.challengeId}.${message.codeNumber}`,
      fromName: message.organizationName,
    });
  },
};
