/** `__Host-` binds the cookie to this host, to https and to the whole path; without https browsers would refuse it. */
export function sessionCookieName(appUrl: URL): string {
  return appUrl.protocol === "https:" ? "__Host-countersign.session" : "countersign.session";
}
