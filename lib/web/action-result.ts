/** Refusals any server action can give, whatever it does. The forms have words for them. */
export type CommonCode =
  | "web.signed_out"
  | "web.forbidden"
  | "web.invalid_input"
  | "web.not_found"
  | "web.conflict"
  | "web.rate_limited"
  | "web.unavailable";

/** What a server action answers. A refusal carries a code, never a sentence: the screen that asked has the words. */
export type ActionResult<T, Code extends string = CommonCode> =
  | { ok: true; data: T }
  | { ok: false; code: Code; field?: string; requestId?: string };
