/** Set by proxy.ts: the path that was asked for, which Next does not tell its pages. */
export const pathHeader = "x-countersign-path";

// Letters, digits and what our own routes use. No second slash or backslash in front, no dots, no scheme, no control characters.
const ownPath = /^\/(?:[a-z0-9][A-Za-z0-9_-]*(?:\/[A-Za-z0-9_-]+)*)?\/?(?:\?[A-Za-z0-9_.~%&=+-]*)?$/;

/** Where to go after signing in: the wish if it is a path of our own screens, else the start page. */
export function safeNextPath(wish: string | null | undefined): string {
  if (!wish || wish.length > 500 || !ownPath.test(wish)) return "/";
  return /^\/(api|sign-in|setup|v|a)(\/|\?|$)/.test(wish) ? "/" : wish;
}

/** The sign-in page, remembering where the visitor wanted to go. */
export function signInPath(wish: string | null): string {
  const next = safeNextPath(wish);
  return next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`;
}
