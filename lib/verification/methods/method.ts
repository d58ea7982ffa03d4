import type { WorkerDeps } from "../../jobs/job-handler.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Log } from "../../platform/log.ts";
import type { PhoneNumber } from "../../platform/phone-number.ts";
import type { Language } from "../../words/schema.ts";
import type { ReasonCode } from "../reason-codes.ts";
import type { Strength } from "../strength.ts";

/** Over what a proof travels. Two methods over one channel are worth one. */
export const channels = [
  "email",
  "phone",
  "authenticator",
  "passkey",
  "identity_provider",
  "approver",
  "external",
  "earlier_pass",
] as const;
export type Channel = (typeof channels)[number];

/** What a person can be asked by. */
export const askableIds = [
  "passkey",
  "approver",
  "external_provider",
  "company_sign_in",
  "call_back",
  "totp",
  "sms_code",
  "email_code",
] as const;
export type AskableId = (typeof askableIds)[number];
/** With what a pass can rest on without anybody being asked. */
export const methodIds = [...askableIds, "reused_pass"] as const;
export type MethodId = (typeof methodIds)[number];

/**
 * How the answer comes back. `sent_code`: digits that we sent, compared by the engine. `own_code`: digits that the person's
 * own app shows, checked by the method. `ceremony`: the browser proves it, by routes of the method's own. `read_out`: nothing
 * is sent; a technician speaks with the person and records it. `approval`: somebody else answers, behind a link of their own.
 * `outside`: another service proves it, and tells us in a signed message. `none`: nobody is asked.
 */
export type AnswerKind = "sent_code" | "own_code" | "ceremony" | "read_out" | "approval" | "outside" | "none";

/** What a method may know of the person: Autotask's contact record, and what is enrolled. Nothing of it comes from the ticket. */
export type PersonFacts = {
  name: string;
  email: string | null;
  /** Most personal first. */
  phones: readonly PhoneNumber[];
  /** Countries that the organization's gateway may send text messages to; null where it has none. */
  textCountries: readonly string[] | null;
  enrolled: Enrolled;
  contactId?: number;
  /** Further addresses of the same record: never written to, and never an approver's. */
  otherEmails?: readonly string[];
  /** Whose word counts for people of this company, as Autotask's records have them now. */
  approvers?: readonly ApproverFact[];
  /** Where the people of the contact's company sign in, if that was set up. */
  companySignIn?: { providerId: string } | null;
  /** The verification service that an admin set up for the contact's company, or for everybody. */
  externalProvider?: ExternalFact | null;
};

/** `strength`: the most that its word counts for. */
export type ExternalFact = { providerId: string; strength: Strength };

/** One who was chosen as an approver. `isFresh`: their address was not in the record long enough before the ticket. */
export type ApproverFact = {
  approverId: string;
  contactId: number;
  name: string;
  email: string | null;
  isActive: boolean;
  isFresh: boolean;
};

/** What the person set up earlier, straight after a strong pass. */
export type Enrolled = { hasTotp: boolean; hasPasskey: boolean };

/** Whose authenticators count: a contact of one Autotask database. */
export type Holder = { organizationId: string; connectionId: string; contactId: bigint };

/** Where a challenge goes; null for one that goes nowhere, such as a code that the person's own app makes. */
export type Destination = {
  address: string;
  masked: string;
  /** Who is asked, where that is somebody else than the requester. */
  approver?: Pick<ApproverFact, "approverId" | "name">;
};

export type Reach =
  /**
   * `alternatives`: where it goes when a guard refuses the first. `linkTo`: where the link to the page goes when nothing that
   * proves the person travels with it. `worth`: the most that a pass counts for, where that can be less than the method's.
   */
  | { reached: true; destination: Destination | null; alternatives?: readonly Destination[]; linkTo?: Destination; worth?: Strength }
  | { reached: false; reason: ReasonCode };

export type SentCode = { number: number; digits: string; expiresAt: Date };

/** Everything that a challenge tells the person. The address and the code are in the clear here and nowhere else. */
export type ChallengeMessage = {
  challengeId: string;
  organizationId: string;
  /** 1, 2, 3: which message of this challenge it is. One that is sent again after a crash keeps its number. */
  number: number;
  destination: string;
  /** Null where the message carries the link only: what proves the person is not in it. */
  code: SentCode | null;
  link: string;
  /** What the technician who is on the phone with them says first: only they may be told a code. Null where nobody was named as present. */
  phrase: string | null;
  /** The person has the page before them already. */
  hasOpened: boolean;
  /** For a challenge that somebody else answers. */
  approval?: { approverName: string; link: string; mailNumber: number; strengthAsked: Strength };
  /** Of what is sent: a mailbox has no browser that says. */
  language: Language;
  organizationName: string;
  /** The requester's company, as its people call it. */
  companyName: string | null;
  timeZone: string;
  requesterName: string | null;
  technicianName: string | null;
  ticketNumber: string;
};

/**
 * Where the standard says it, and in one phrase why so much and no more. Source of the clauses: NIST SP 800-63B-4 (July
 * 2025), pages.nist.gov/800-63-4/sp800-63b.html.
 */
export type Basis = { clause: string; because: string };

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
  /** What the strength rests on. */
  basis: Basis;
  /** Where a pass can be worth less: what it rests on then. */
  lesser?: Partial<Record<Strength, Basis>>;
  /** What a pass shows and what it does not, for who reads the document. */
  shows: string;
  answer: AnswerKind;
  /** Where the challenge would go, from records older than the ticket; or why the person cannot be asked this way. */
  reach(person: PersonFacts): Reach;
  /** Hands the challenge, or only the link to its page, to whatever carries it. May run twice and then says the same thing. */
  send(
    deps: Pick<WorkerDeps, "mail" | "db" | "secrets" | "now" | "appEnv" | "appUrl"> & { log: Log },
    message: ChallengeMessage,
  ): Promise<void>;
  /** For `own_code`: whether these are the digits that the holder's app shows now. A code that was right is used up. */
  check?(deps: Pick<Deps, "db" | "now" | "secrets">, asked: { holder: Holder; digits: string }): Promise<boolean>;
};
