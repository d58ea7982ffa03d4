import type { CompanyLocation } from "../../autotask/company-locations.ts";
import type { Device } from "../../autotask/configuration-items.ts";
import { hours } from "../../platform/clock.ts";
import type { AgoRange, QuestionId } from "./schema.ts";
import { spellingsOf } from "./spellings.ts";

/** By question, every spelling that fits. A question that is not here has nothing on file. */
export type Facts = Partial<Record<QuestionId, string[]>>;

const days = (count: number) => hours(24) * count;
const ranges: readonly { id: AgoRange; fromMs: number; untilMs: number }[] = [
  { id: "week", fromMs: 0, untilMs: days(7) },
  { id: "month", fromMs: days(7), untilMs: days(31) },
  { id: "half_year", fromMs: days(31), untilMs: days(183) },
  { id: "longer", fromMs: days(183), untilMs: Number.POSITIVE_INFINITY },
];
/** People do not count days: near a border both sides fit. */
const blur = 1.3;
/** Two mails about one thing are one request to whoever wrote them. */
const sameMatterMs = days(1);
/** Of more than these nothing is kept: of a part of them no answer could be called wrong. */
const spellingsMax = 400;

/** Of tickets, latest first: the latest, and the latest that is surely another matter. */
export function tellingTickets<Ticket extends { createdAt: Date }>(tickets: readonly Ticket[], now: Date): Ticket[] {
  const [latest] = tickets;
  const other = tickets.find(({ createdAt }) => now.getTime() - createdAt.getTime() >= sameMatterMs);
  return [...new Set([latest, other].flatMap((ticket) => ticket ?? []))];
}

/** How long ago the person last asked for help, by the tickets that tell it. */
export function lastTicketFact(tickets: readonly { createdAt: Date }[], now: Date): string[] {
  const ages = tickets.map(({ createdAt }) => now.getTime() - createdAt.getTime());
  return ranges.filter(({ fromMs, untilMs }) => ages.some((age) => age >= fromMs / blur && age < untilMs * blur)).map(({ id }) => id);
}

/** Every name and serial number of the devices that are the person's. */
export function deviceFact(devices: readonly Device[]): string[] {
  const names = devices.flatMap(({ hostname, serialNumber, referenceNumber, referenceTitle }) => [
    ...[hostname, serialNumber, referenceNumber, referenceTitle],
  ]);
  return spellings("device", names);
}

/** The town of the person's place; of every place of the company where the contact names none. */
export function townFact(locations: readonly CompanyLocation[], locationId: number | null): string[] {
  const own = locations.filter(({ id }) => id === locationId);
  const active = locations.filter(({ isActive }) => isActive);
  return spellings(
    "town",
    (own.length > 0 ? own : active).map(({ city }) => city),
  );
}

function spellings(question: QuestionId, texts: readonly (string | null)[]): string[] {
  const all = new Set(texts.flatMap((text) => (text === null ? [] : spellingsOf(question, text))));
  return all.size > spellingsMax ? [] : [...all];
}
