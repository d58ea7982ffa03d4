export type WhenFormat = {
  at: Date;
  now: Date;
  locale: string;
  timeZone: string;
  /** Seconds matter in evidence and live data; lists do without. */
  precision?: "second" | "minute";
  /** Adds the time to a date that is not today. */
  withTime?: boolean;
};

/** A moment in the reader's language and time zone: the time today, "3 Nov" this year, the full date before. */
export function whenText({ at, now, locale, timeZone, precision = "second", withTime = false }: WhenFormat): string {
  const time: Intl.DateTimeFormatOptions = {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(precision === "second" ? { second: "2-digit" } : {}),
  };
  const dayOf = (moment: Date) => new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(moment);
  if (dayOf(at) === dayOf(now)) return new Intl.DateTimeFormat(locale, { timeZone, ...time }).format(at);

  const isThisYear = dayOf(at).slice(0, 4) === dayOf(now).slice(0, 4);
  const date: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", ...(isThisYear ? {} : { year: "numeric" }) };
  return new Intl.DateTimeFormat(locale, { timeZone, ...date, ...(withTime ? time : {}) }).format(at);
}

/** The browser's language, or English where it names none that exists: Chromium under a POSIX locale says "en-US@posix", which throws. */
export function usableLocale(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? "en";
  } catch {
    return "en";
  }
}

/** The same moment in UTC, for the title and for a page that has no reader yet: "2026-11-24 14:41:07 UTC". */
export function utcText(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** How long ago, in the largest unit that fits: "9 s ago", "12 min ago", "2 h ago", "3 d ago". The future counts as now. */
export function ageText(ageMs: number): string {
  return `${spanText(Math.max(0, ageMs))} ago`;
}

/** A span in its largest unit, rounded down: "40 s", "12 min", "2 h", "3 d". */
export function spanText(spanMs: number): string {
  const seconds = Math.floor(spanMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** A duration as on a stopwatch: "0:47", "10:00", "1:02:03". */
export function clockText(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  const two = (part: number) => String(part).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** A machine's duration with its unit: "0.9 s", and as a span from a minute on, where no tenth matters. */
export function secondsText(durationMs: number): string {
  if (durationMs >= 60_000) return spanText(durationMs);
  return `${(durationMs / 1000).toFixed(1)} s`;
}
