import { isbot } from "isbot";
import type { Automation } from "./judge-risk.ts";

/** What a request says of its sender; all of it can be forged, so the lack of a sign proves nothing. */
export type Browser = {
  userAgent: string | null;
  /** Every browser sends it; few programs think of it. */
  acceptLanguage: string | null;
};

/** Nobody reads a page, types six digits and presses the button in less. */
const personMs = 700;

/** How a program gave itself away, null where none did. Pure. `answeredAfterMs`: since the first touch of the page. */
export function detectAutomation({ userAgent, acceptLanguage }: Browser, answeredAfterMs: number | null): Automation | null {
  if (userAgent === null || userAgent.trim() === "" || isbot(userAgent)) return "agent";
  if (acceptLanguage === null) return "headers";
  return answeredAfterMs !== null && answeredAfterMs < personMs ? "speed" : null;
}
