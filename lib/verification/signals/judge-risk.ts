import { hours, minutes } from "../../platform/clock.ts";
import type { Network } from "../../platform/networks/network.ts";
import { leastDistanceKm } from "./country-places.ts";
import { riskMax, type Signal, type SignalCode } from "./schema.ts";

/** What is known of one answer. Null, everywhere: not judged. */
export type RiskFacts = {
  /** Null for loopback and private addresses. */
  network: Network | null;
  /** Where the company of the contact is, as Autotask has it. */
  companyCountry: string | null;
  /** Whether a pass of this contact came from another browser before, and none from this one. */
  isDeviceNew: boolean | null;
  /** The last pass of this contact that came from where people are. */
  lastPass: { country: string; at: Date } | null;
  automation: Automation | null;
  /** From the message to the first touch of the page. */
  openedAfterMs: number | null;
  /** Answers before this one that were not right. */
  misses: number;
  /** By what an open campaign knows this answer. */
  campaign: "address" | "device" | "number" | null;
  now: Date;
};

/** How a program gave itself away. */
export type Automation = "agent" | "headers" | "speed";

/**
 * What each signal counts. A Tor exit alone makes a lead decide; a rented machine abroad asks for more. What honest people
 * meet every day (a new browser, a slow reader, three typing errors, a browser that hides what it is) adds up to 5, which by
 * default asks for nothing more. What a wrong answer counts, the organization sets.
 */
export const pointsOf: Record<Exclude<SignalCode, "wrong_answers">, number> = {
  tor_exit: 8,
  vpn_network: 4,
  hosting_network: 4,
  relay_network: 1,
  country_differs: 3,
  impossible_travel: 5,
  new_device: 1,
  automation: 2,
  opened_late: 1,
  many_tries: 1,
  campaign: 5,
};

/** Faster than an airliner, door to door. */
const fastestKmPerHour = 900;
/** Nearer than this nobody is doubted: lists of addresses are wrong by a border now and then. */
const nearKm = 500;
const openedLateMs = minutes(30);
const manyMisses = 3;

/** The signals of one answer. Pure: the same facts give the same signals, and a fact that is not known gives none. */
export function findSignals(facts: RiskFacts): Signal[] {
  const { network, isDeviceNew, automation, openedAfterMs, misses, campaign } = facts;
  return [
    ...networkSignals(network),
    ...countrySignals(facts),
    ...travelSignals(facts),
    ...(isDeviceNew ? [signal("new_device")] : []),
    ...(automation === null ? [] : [signal("automation", { how: automation })]),
    ...(openedAfterMs !== null && openedAfterMs > openedLateMs
      ? [signal("opened_late", { minutes: Math.round(openedAfterMs / minutes(1)) })]
      : []),
    ...(misses >= manyMisses ? [signal("many_tries", { misses })] : []),
    ...(campaign === null ? [] : [signal("campaign", { by: campaign })]),
  ];
}

/** What signals add up to: 0 to 10. */
export function riskOf(signals: readonly Signal[]): number {
  return Math.min(
    riskMax,
    signals.reduce((sum, { points }) => sum + points, 0),
  );
}

/** The signals of all answers so far: one for each code, the latest. None is ever taken back by a later answer. */
export function addSignals(before: readonly Signal[], found: readonly Signal[]): Signal[] {
  return [...before.filter(({ code }) => !found.some((each) => each.code === code)), ...found].sort((a, b) => b.points - a.points);
}

function signal(code: keyof typeof pointsOf, values: Signal["values"] = {}): Signal {
  return { code, points: pointsOf[code], values };
}

function networkSignals(network: Network | null): Signal[] {
  const code = { tor: "tor_exit", vpn: "vpn_network", hosting: "hosting_network", relay: "relay_network", access: null } as const;
  const found = network && code[network.kind];
  return found ? [signal(found, network.operator === null ? {} : { operator: network.operator })] : [];
}

/** Of a relay the country says nothing: it is the relay's, whoever comes through it. */
function countrySignals({ network, companyCountry }: RiskFacts): Signal[] {
  const country = network?.kind === "relay" ? null : network?.country;
  if (!country || companyCountry === null || country === companyCountry) return [];
  return [signal("country_differs", { country, companyCountry })];
}

/** Between two places where people are: who switches a VPN on has not travelled. */
function travelSignals({ network, lastPass, now }: RiskFacts): Signal[] {
  if (network?.kind !== "access" || !network.country || !lastPass) return [];
  const km = leastDistanceKm(lastPass.country, network.country);
  const sinceHours = Math.max(0, now.getTime() - lastPass.at.getTime()) / hours(1);
  if (km <= nearKm || km <= sinceHours * fastestKmPerHour) return [];
  return [
    signal("impossible_travel", {
      from: lastPass.country,
      to: network.country,
      km: Math.round(km / 100) * 100,
      minutes: Math.round(sinceHours * 60),
    }),
  ];
}
