import { composeApprovalMail } from "../../notification/compose-approval-mail.ts";
import { assert } from "../../platform/errors.ts";
import { maskEmail } from "../mask.ts";
import type { ApproverFact, Method, PersonFacts } from "./method.ts";

/**
 * A named contact of the company answers for the requester, behind a link in their own mailbox, with the number that only
 * the requester and the technician are shown: proves that two people of the company want the same thing and have spoken.
 */
export const approver: Method = {
  id: "approver",
  strength: "good",
  channel: "approver",
  restricted: false,
  basis: { clause: "NIST SP 800-63B-4, 4.2.1.3", because: "a recovery contact answers for the person, over a channel of their own" },
  shows: "a named contact of the company said over a channel of their own that it is right, with the number that the requester was shown",
  answer: "approval",
  reach(person) {
    const chosen = person.approvers ?? [];
    const others = chosen.filter((each) => each.contactId !== person.contactId);
    const [first] = others.filter((each) => isIndependent(each, person));
    if (first === undefined) {
      const isOnlyRequester = chosen.length > 0 && others.length === 0;
      return { reached: false, reason: isOnlyRequester ? "verification.approver_is_requester" : "verification.no_approver" };
    }
    const { approverId, name, email } = first;
    return { reached: true, destination: { address: email, masked: `${name}, ${maskEmail(email)}`, approver: { approverId, name } } };
  },
  async send({ mail }, { approval, ...message }) {
    assert(approval, "An approval is sent with its link");
    const { mailNumber, ...asked } = approval;
    await mail.send({
      ...composeApprovalMail({ ...message, ...asked }),
      to: message.destination,
      // Never from the number to be typed: whoever has the mail must not have that.
      id: `${message.challengeId}.${mailNumber}`,
      fromName: message.organizationName,
    });
  },
};

/** In place, and behind an address that is long in their record and none of the requester's: another channel, not the same twice. */
function isIndependent(each: ApproverFact, person: PersonFacts): each is ApproverFact & { email: string } {
  if (!each.isActive || each.isFresh || each.email === null) return false;
  const own = [person.email, ...(person.otherEmails ?? [])].flatMap((address) => (address === null ? [] : mailboxOf(address)));
  return !own.includes(mailboxOf(each.email));
}

/** The mailbox an address leads to: case and a part after "+" make no other one. */
function mailboxOf(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*@/, "@");
}
