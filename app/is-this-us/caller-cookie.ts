/** How long the browser that typed the phrase may look at who it belongs to. */
const lifetimeSeconds = 300;
const path = "/is-this-us";

/** `__Secure-` where there is https: without it browsers would refuse the name. */
export function callerCookieName(appUrl: URL): string {
  return appUrl.protocol === "https:" ? "__Secure-countersign.caller" : "countersign.caller";
}

/** The Set-Cookie line that carries a proof of `recognizePhrase` to this page alone; an empty one forgets the last. */
export function callerCookie(appUrl: URL, proof: string | null): string {
  const parts = [
    `${callerCookieName(appUrl)}=${proof ?? ""}`,
    `Path=${path}`,
    `Max-Age=${proof === null ? 0 : lifetimeSeconds}`,
    "HttpOnly",
    "SameSite=Strict",
    ...(appUrl.protocol === "https:" ? ["Secure"] : []),
  ];
  return parts.join("; ");
}
