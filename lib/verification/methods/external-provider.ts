import { composeLinkMail } from "../../notification/compose-link-mail.ts";
import { openCheck } from "../external-provider/open-check.ts";
import { maskEmail } from "../mask.ts";
import type { Method } from "./method.ts";

/**
 * A verification service of somebody else checks the person, behind the organization's own policy, and posts us a signed
 * result. Its word counts for what an admin set, and never for more than good: we see its signature, not its proof. The mail
 * carries the link alone.
 */
export const externalProvider: Method = {
  id: "external_provider",
  strength: "good",
  channel: "external",
  restricted: false,
  basis: {
    clause: "NIST SP 800-63B-4, 4.2.1.4",
    because: "identity proofing once more, by a service that the organization chose; we see its signature and not its proof",
  },
  lesser: {
    fair: { clause: "NIST SP 800-63B-4, 4.2.1.4", because: "a service that the organization lets count for fair at most" },
    weak: { clause: "NIST SP 800-63B-4, 4.2.1.4", because: "a service that the organization lets count for weak at most" },
  },
  shows: "a service that you chose checked the person in its own way and signed that it is them",
  answer: "outside",
  reach({ email, externalProvider: provider }) {
    if (!provider) return { reached: false, reason: "verification.no_external_provider" };
    if (email === null) return { reached: false, reason: "verification.no_address" };
    return { reached: true, destination: { address: email, masked: maskEmail(email) }, worth: provider.strength };
  },
  async send(deps, message) {
    await openCheck(deps, { challengeId: message.challengeId, number: message.number, email: message.destination });
    // Who chose it on the page is there already, and waits for the button.
    if (message.hasOpened && message.number === 1) return;
    await deps.mail.send({
      ...composeLinkMail({ ...message, how: "external_provider" }),
      to: message.destination,
      id: `${message.challengeId}.${message.number}`,
      fromName: message.organizationName,
    });
  },
};
