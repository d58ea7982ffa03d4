import type { RequesterWords } from "@/lib/words/schema.ts";

type Moment = { at: Date; now: Date; timeZone?: string };
export type MomentStyle = keyof RequesterWords["moments"];
/** What a moment needs of a language. Data only, so that it can go to the browser. */
export type MomentWords = Pick<RequesterWords, "locale" | "moments">;

/** A moment in the page's language: "14:24", "Today, 14:24" or "today at 14:24"; with its date when that is not today. */
export function momentText({ locale, moments }: MomentWords, { at, now, timeZone }: Moment, style: MomentStyle): string {
  const dayOf = (moment: Date) => new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(moment);
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
  const date = new Intl.DateTimeFormat(locale, { timeZone, day: "numeric", month: "short" }).format(at);
  const pattern = moments[style][dayOf(at) === dayOf(now) ? "today" : "otherDay"];
  return pattern.replace("{time}", time).replace("{date}", date);
}

/** The same in the organization's time zone, named, for a page that does not know its reader's: "14:24 CET". */
export function zonedMomentText(words: MomentWords, moment: Required<Moment>, style: MomentStyle): string {
  const { at, timeZone } = moment;
  const parts = new Intl.DateTimeFormat(words.locale, { timeZone, timeZoneName: "short" }).formatToParts(at);
  const zone = parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  return `${momentText(words, moment, style)} ${zone}`;
}
