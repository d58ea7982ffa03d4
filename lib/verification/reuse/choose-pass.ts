import { later, minutes } from "../../platform/clock.ts";
import type { ContactStanding } from "../schema.ts";
import { isEnough, type Strength, weakerOf } from "../strength.ts";

/** An earlier pass of the same person, in the same organization and database. */
export type EarlierPass = {
  id: string;
  receipt: string;
  strength: Strength | null;
  settledAt: Date | null;
  /** When the last proof was given, which is before the pass: from then on what happens is looked at. Null where nobody was asked. */
  provenAt: Date | null;
  /** By an earlier one itself: it proved nothing anew. */
  reusedFromId: string | null;
  requesterSource: string | null;
  /** Its signals held it, and a lead let it pass: what was looked at then is not what is asked now. */
  wasHeld: boolean;
  /** A campaign that was open since knows the person, or where they answered from or were reached. */
  isInCampaign: boolean;
};

export type ReuseFacts = {
  asked: Strength;
  now: Date;
  /** What the organization set; 0 is never. */
  minutes: number;
  /** A technician is on the phone: the number ties the voice to the page, and an earlier pass has no voice. */
  needsNumber: boolean;
  /** Where the requester comes from now. Behind a contact that a connection names for tickets without one stand several people. */
  requesterSource: string | null;
  standing: ContactStanding["state"];
  /** Inactive, or changed in Autotask: null where Autotask does not say when. */
  isActive: boolean;
  modifiedAt: Date | null;
  /** The ticket came by the contact's mailbox, or is about it. */
  isSameChannel: boolean;
  /** Since when each address and number of the record is there. */
  destinationsSince: readonly Date[];
  /** The last denial, failure, freeze, hold, or change of an authenticator; null where there is none. */
  lastTroubleAt: Date | null;
};

/** At most fair: what is asked for good or best is asked anew, whatever was proven a moment ago. */
export const reusedAtMost: Strength = "fair";

/**
 * Which earlier pass answers for a new request, the newest first. Pure. None where anything happened since, or is not as it
 * was: then the person is asked.
 */
export function choosePass(passes: readonly EarlierPass[], facts: ReuseFacts): { pass: EarlierPass; strength: Strength } | null {
  const { asked, now, standing, lastTroubleAt, modifiedAt } = facts;
  const isAllowed = facts.minutes > 0 && isEnough(reusedAtMost, asked) && !facts.needsNumber && facts.requesterSource === "ticket";
  const isWell = standing === "clear" && facts.isActive && !facts.isSameChannel;
  if (!isAllowed || !isWell) return null;
  const since = later(now, -minutes(facts.minutes));
  for (const pass of passes.toSorted((a, b) => (b.settledAt?.getTime() ?? 0) - (a.settledAt?.getTime() ?? 0))) {
    const { settledAt, strength } = pass;
    const provenAt = pass.provenAt ?? settledAt;
    if (settledAt === null || provenAt === null || strength === null || provenAt <= since || settledAt > now) continue;
    if (pass.reusedFromId !== null || pass.requesterSource !== "ticket" || !isEnough(strength, asked)) continue;
    if (pass.wasHeld || pass.isInCampaign) continue;
    const happened = [lastTroubleAt, modifiedAt, ...facts.destinationsSince].some((moment) => moment !== null && moment > provenAt);
    if (!happened) return { pass, strength: weakerOf(strength, reusedAtMost) };
  }
  return null;
}
