/** What the deadline asks for: until the day is over, and after it. Days have no time zone of their own; UTC is the server's. */
export function deadlineSentence(on: string, now: Date): string {
  const isOver = now.toISOString().slice(0, 10) > on;
  return isOver
    ? `The move to the vendor’s tracking identifier was due by ${dayText(on)}.`
    : `Move to the vendor’s tracking identifier by ${dayText(on)}.`;
}

function dayText(day: string): string {
  return new Intl.DateTimeFormat("en", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** What we say where the operator said nothing. */
export const ownDeadlineText = "New credentials are entered beside the old ones; no ticket is missed meanwhile.";
