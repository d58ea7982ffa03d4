import { composeCodeText, composeLinkText } from "../../notification/sms/compose-text.ts";
import { sendText } from "../../notification/sms/send-text.ts";
import { assert } from "../../platform/errors.ts";
import { maskPhoneNumber } from "../../platform/phone-number.ts";
import type { Method } from "./method.ts";

/**
 * A six-digit code by text message: proves control of the number on record, at this moment. Whoever swaps the SIM or has the
 * number ported reads it too, so it is restricted, reaches fair and no more, and a number that changed lately is not used.
 * The link goes to the same number: it is no secret that proves anything, and it makes the phone both ways at once. So a pass
 * shows that number alone, and nothing of who is on the phone with a technician; for that a number is read out.
 */
export const smsCode: Method = {
  id: "sms_code",
  strength: "fair",
  channel: "phone",
  restricted: true,
  basis: { clause: "NIST SP 800-63B-4, 3.1.3.3 and 3.2.9", because: "the telephone network is a restricted out-of-band authenticator" },
  shows:
    "somebody gets the messages of the number on record; a swapped SIM, a ported number or a phone that lies open lets others in. Link and code go to that one number, so nothing beside it is proven",
  answer: "sent_code",
  reach({ phones, textCountries }) {
    if (textCountries === null) return { reached: false, reason: "verification.no_sms_gateway" };
    const mobiles = phones.filter(({ kind, address }) => (kind === "mobile" || kind === "either") && !address.includes(";"));
    if (mobiles.length === 0) return { reached: false, reason: "verification.no_mobile" };
    const open = mobiles.filter(({ country }) => country !== null && textCountries.includes(country));
    const [destination, ...alternatives] = open.map((phone) => ({ address: phone.address, masked: maskPhoneNumber(phone) }));
    if (!destination) return { reached: false, reason: "verification.sms_country_closed" };
    return { reached: true, destination, alternatives };
  },
  async send(deps, { code, link, destination, organizationId, challengeId, ...message }) {
    assert(code !== null, "A text message is sent with its code");
    // The link travels apart from the code: a message that carries both teaches people to follow links beside codes.
    if (!message.hasOpened) {
      await sendText(deps, { id: `${challengeId}.link`, organizationId, to: destination, text: composeLinkText({ ...message, link }) });
    }
    // The same id for the same code: one that the gateway has taken is not sent again after a crash.
    const text = composeCodeText({ ...message, link, code: code.digits, codeExpiresAt: code.expiresAt });
    await sendText(deps, { id: `${challengeId}.${code.number}`, organizationId, to: destination, text });
  },
};
