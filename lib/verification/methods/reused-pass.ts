import { InvariantError } from "../../platform/errors.ts";
import type { Method } from "./method.ts";

/**
 * A pass of the same person a moment ago, for another request. Put by nobody and offered to nobody: the engine writes it
 * down as what it is, so that screens, note and export say what a pass rests on. What it is worth is what the earlier one
 * was, and never more than fair.
 */
export const reusedPass: Method = {
  id: "reused_pass",
  strength: "fair",
  channel: "earlier_pass",
  restricted: false,
  basis: { clause: "NIST SP 800-63B-4, 5", because: "a session of a few minutes after an authentication, which the organization sets" },
  shows: "the same person passed a moment ago, and nothing happened since",
  answer: "none",
  reach: () => ({ reached: false, reason: "verification.not_enrolled" }),
  send() {
    throw new InvariantError("An earlier pass is sent to nobody", { code: "verification.unknown_method" });
  },
};
