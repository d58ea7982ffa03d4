import { maskPhoneNumber } from "../../platform/phone-number.ts";
import type { Method } from "./method.ts";

/**
 * A technician calls the number on record and the person there says that the request is theirs. It proves that whoever
 * answers that number, which is older than the request, stands by it; the evidence is the technician's word, so who called,
 * when, and which number is kept. Nothing is sent.
 */
export const callBack: Method = {
  id: "call_back",
  strength: "fair",
  channel: "phone",
  restricted: true,
  basis: { clause: "NIST SP 800-63B-4, 3.1.3.3", because: "a call over the telephone network to a number bound before" },
  shows:
    "whoever answers the number on record said to a technician that the request is theirs; beside what a text message suffers from, a call that is forwarded and a technician who does not call",
  answer: "read_out",
  reach({ phones }) {
    // A number over the internet is bound to no device (3.1.3.1), and one that costs money is nobody's own.
    const usable = phones.filter(({ kind }) => kind === "mobile" || kind === "either" || kind === "landline");
    const [destination, ...alternatives] = usable.map((phone) => ({ address: phone.address, masked: maskPhoneNumber(phone) }));
    return destination ? { reached: true, destination, alternatives } : { reached: false, reason: "verification.no_phone" };
  },
  // A person does it.
  send: async () => undefined,
};
