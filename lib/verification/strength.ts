import type { Channel } from "./methods/method.ts";

/** What a proof is worth, weakest first: tiers 1 to 4. */
export const strengths = ["weak", "fair", "good", "best"] as const;
export type Strength = (typeof strengths)[number];

/** One method that the person has passed in this verification. */
export type Evidence = { strength: Strength; channel: Channel };

/**
 * What was proven, computed from what was passed and nothing else. Two fair methods over different channels are good
 * together, as recovery at AAL2 asks for two codes by different methods (NIST SP 800-63B-4, 4.2.2.2); a good one with an
 * approver's word is best. Two over one channel are worth one: who holds the mailbox holds all that comes to it. Weak ones
 * never add up. Null when nothing was passed.
 */
export function strengthReached(evidence: readonly Evidence[]): Strength | null {
  const byPerson = evidence.filter(({ channel }) => channel !== "approver");
  const approved = evidence.some(({ channel }) => channel === "approver");
  if (evidence.some(({ strength }) => strength === "best")) return "best";
  const hasGood = byPerson.some(({ strength }) => strength === "good");
  if (hasGood && approved) return "best";
  if (hasGood || approved) return "good";
  const fairChannels = new Set(byPerson.flatMap(({ strength, channel }) => (strength === "fair" ? [channel] : [])));
  if (fairChannels.size >= 2) return "good";
  if (fairChannels.size === 1) return "fair";
  return evidence.length > 0 ? "weak" : null;
}

/** The weaker of two. */
export function weakerOf(one: Strength, other: Strength): Strength {
  return strengths.indexOf(one) <= strengths.indexOf(other) ? one : other;
}

/** Whether what was reached is what was asked, or more. */
export function isEnough(reached: Strength | null, asked: Strength): boolean {
  return reached !== null && strengths.indexOf(reached) >= strengths.indexOf(asked);
}
