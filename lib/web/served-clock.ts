import Negotiator from "negotiator";
import { readCookie } from "./read-cookie.ts";

/** What a page's times are written with; see `ServedClock` of the components. */
type Clock = { nowMs: number; locale: string; timeZone: string };

/**
 * The reader's language by Accept-Language and time zone by `cookieName`, with the moment that ages are counted to. Null
 * without a time zone that exists: both headers are anybody's to write.
 */
export function servedClock(given: Headers, { cookieName, now }: { cookieName: string; now: Date }): Clock | null {
  const [wished = "en"] = new Negotiator({ headers: { "accept-language": given.get("accept-language") ?? "" } }).languages();
  try {
    const { locale, timeZone } = new Intl.DateTimeFormat(wished === "*" ? "en" : wished, {
      timeZone: decodeURIComponent(readCookie(given, cookieName)),
    }).resolvedOptions();
    return { nowMs: now.getTime(), locale, timeZone };
  } catch {
    return null;
  }
}
