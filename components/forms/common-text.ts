import type { CommonCode } from "@/lib/web/action-result.ts";

/** Words for the refusals any action can give: what happened, then what to do. */
export const commonText: Record<CommonCode, string> = {
  "web.signed_out": "You are signed out. Sign in again in another tab, then send this once more; what you typed stays here.",
  "web.forbidden": "Your role does not allow this. An owner or admin of your organization can do it or change your role.",
  "web.invalid_input": "Something here does not fit. Check what you typed and send it again.",
  "web.not_found": "This is not there any more. Somebody may have removed it; load the page again.",
  "web.conflict": "Somebody changed this meanwhile. Load the page again to see it, then repeat your change.",
  "web.rate_limited": "That was too often in a short time. Wait a minute, then try again.",
  "web.unavailable": "We could not reach Countersign. Nothing was changed. Try again.",
};

export function isCommonCode(code: string): code is CommonCode {
  return Object.hasOwn(commonText, code);
}
