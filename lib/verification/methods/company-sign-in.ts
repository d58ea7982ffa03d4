import { composeLinkMail } from "../../notification/compose-link-mail.ts";
import { maskEmail } from "../mask.ts";
import type { Method } from "./method.ts";

/**
 * The person signs in where their company signs in (OpenID Connect). Good with a second factor that the provider vouches
 * for; without one the pass is recorded as fair. The mail carries the link alone, and holding it proves nothing.
 */
export const companySignIn: Method = {
  id: "company_sign_in",
  strength: "good",
  channel: "identity_provider",
  restricted: false,
  basis: {
    clause: "NIST SP 800-63C-4, 3.3; NIST SP 800-63B-4, 2.2",
    because: "federation at FAL1, with more than one factor at the identity provider",
  },
  lesser: {
    fair: {
      clause: "NIST SP 800-63C-4, 3.3; NIST SP 800-63B-4, 2.1",
      because: "federation at FAL1, with one factor at the identity provider",
    },
    weak: {
      clause: "NIST SP 800-63C-4, 3.3; NIST SP 800-63B-4, 2.1.3",
      because: "federation at FAL1, and the identity provider does not tell when the person signed in",
    },
  },
  shows:
    "the person signed in just now with the account their company gave them; whoever took that account over, second factor and all, could too",
  answer: "ceremony",
  reach({ email, companySignIn: provider }) {
    if (!provider) return { reached: false, reason: "verification.no_company_sign_in" };
    if (email === null) return { reached: false, reason: "verification.no_address" };
    return { reached: true, destination: { address: email, masked: maskEmail(email) } };
  },
  async send({ mail }, message) {
    await mail.send({
      ...composeLinkMail({ ...message, how: "company_sign_in" }),
      to: message.destination,
      id: `${message.challengeId}.link`,
      fromName: message.organizationName,
    });
  },
};
