import type { Log } from "../../platform/log.ts";
import type { Mailer } from "../../platform/mail.ts";
import type { ReasonCode } from "../reason-codes.ts";
import type { Strength } from "../strength.ts";

/** Over what a proof travels. Two methods over one channel are worth one. */
export const channels = ["email", "phone", "authenticator", "passkey", "identity_provider", "approver", "external"] as const;
export type Channel = (typeof channels)[number];

export const methodIds = ["company_sign_in", "email_code"] as const;
export type MethodId = (typeof methodIds)[number];

/**
 * How the answer comes back. `sent_code`: digits that we sent, compared by the engine. `own_code`: digits that the person's
 * own app shows, checked by the method. `ceremony`: the browser proves it, by routes of the method's own.
 */
export type AnswerKind = "sent_code" | "own_code" | "ceremony";

/** What a method may know of the person: Autotask's contact record, and what is enrolled. Nothing of it comes from the ticket. */
export type PersonFacts = {
  name: string;
  email: string | null;
  /** Where the people of the contact's company sign in, if that was set up. */
  companySignIn?: { providerId: string } | null;
};

/** Where a challenge goes; null for one that goes nowhere, such as a code that the person's own app makes. */
export type Destination = { address: string; masked: string };

export type Reach = { reached: true; destination: Destination | null } | { reached: false; reason: ReasonCode };

export type SentCode = { number: number; digits: string; expiresAt: Date };

/** Everything that a challenge tells the person. The address and the code are in the clear here and nowhere else. */
export type ChallengeMessage = {
  challengeId: string;
  destination: string;
  /** Null where the message carries the link only: what proves the person is not in it. */
  code: SentCode | null;
  link: string;
  organizationName: string;
  timeZone: string;
  requesterName: string | null;
  technicianName: string | null;
  ticketNumber: string;
};

/**
 * One way to prove a person: one file, listed in `registry.ts`. The engine owns what all share (codes, tries, time,
 * guards, outcome); a method says what it needs, what it proves, and how its challenge travels.
 */
export type Method = {
  id: MethodId;
  /** What a pass by this method alone is worth. */
  strength: Strength;
  channel: Channel;
  /** A restricted authenticator (NIST SP 800-63B-4, 3.2.9): people are told the risk, and another way is offered. */
  restricted: boolean;
  /** The clause the strength rests on. */
  basis: string;
  answer: AnswerKind;
  /** Where the challenge would go, from records older than the ticket; or why the person cannot be asked this way. */
  reach(person: PersonFacts): Reach;
  /** Hands the challenge, or only the link to its page, to whatever carries it. May run twice and then says the same thing. */
  send(deps: { mail: Mailer; log: Log }, message: ChallengeMessage): Promise<void>;
};
