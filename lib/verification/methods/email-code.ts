import { composeCodeMail } from "../../notification/compose-code-mail.ts";
import { assert } from "../../platform/errors.ts";
import { maskEmail } from "../mask.ts";
import type { Method } from "./method.ts";

/** A six-digit code and a link in one e-mail: proves control of the mailbox on record, at this moment, and no more. */
export const emailCode: Method = {
  id: "email_code",
  strength: "weak",
  channel: "email",
  restricted: false,
  basis: { clause: "NIST SP 800-63B-4, 3.1.3.1", because: "e-mail is not an out-of-band authenticator" },
  shows: "somebody reads the mailbox on record",
  answer: "sent_code",
  reach: ({ email }) =>
    email === null
      ? { reached: false, reason: "verification.no_address" }
      : { reached: true, destination: { address: email, masked: maskEmail(email) } },
  async send({ mail }, { code, ...message }) {
    assert(code !== null, "An e-mail code is sent with its code");
    // The same id for the same code: a mail sent again after a crash is recognisable as the one before.
    await mail.send({
      ...composeCodeMail({ ...message, code: code.digits, codeExpiresAt: code.expiresAt }),
      to: message.destination,
      id: `${message.challengeId}.${code.number}`,
      fromName: message.organizationName,
    });
  },
};
