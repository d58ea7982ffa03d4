/** Where a browser's time zone is kept for the server. It proves nothing and decides nothing but how times are written. */
export const zoneCookieName = "countersign.zone";

const lifetimeSeconds = 365 * 24 * 3_600;

/** The cookie that keeps a time zone, as `document.cookie` takes it. */
export function zoneCookie(timeZone: string, { isHttps }: { isHttps: boolean }): string {
  const parts = [`${zoneCookieName}=${encodeURIComponent(timeZone)}`, "Path=/", `Max-Age=${lifetimeSeconds}`, "SameSite=Lax"];
  return [...parts, ...(isHttps ? ["Secure"] : [])].join("; ");
}
