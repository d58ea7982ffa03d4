import type { Log } from "../../platform/log.ts";
import type { Mailer } from "../../platform/mail.ts";

export type MethodId = "email_code";
export type Strength = "weak" | "fair" | "good" | "best";

/** What a method may know of the person: Autotask's contact record. */
export type RequesterRecord = { name: string; email: string | null };

/** Everything that a challenge tells the person. The address and the code are in the clear here and nowhere else. */
export type ChallengeMessage = {
  challengeId: string;
  codeNumber: number;
  destination: string;
  code: string;
  codeExpiresAt: Date;
  link: string;
  organizationName: string;
  timeZone: string;
  requesterName: string | null;
  technicianName: string | null;
  ticketNumber: string;
};

/**
 * One way to prove a person: one file, listed in `registry.ts`. The engine owns what all share (codes, tries, time,
 * outcome); a method says what it needs, what it proves, and how its challenge travels.
 */
export type Method = {
  id: MethodId;
  /** What a pass by this method alone is worth. */
  strength: Strength;
  /** The clause the strength rests on. */
  basis: string;
  /** Where the challenge would go, from a record older than the ticket; null when the person cannot be reached this way. */
  findDestination(requester: RequesterRecord): { address: string; masked: string } | null;
  /** Hands the challenge to whatever carries it. May run twice for one code and then says the same thing. */
  send(deps: { mail: Mailer; log: Log }, message: ChallengeMessage): Promise<void>;
};
