import type { Deps } from "../platform/deps.ts";
import { digest, isEqualConstantTime } from "../platform/secrets.ts";
import { codesMax, triesMax } from "./limits.ts";
import type { MethodId } from "./methods/method.ts";
import { getMethod, methods } from "./methods/registry.ts";
import type { Outcome } from "./states.ts";

/** Who asks, as the requester's page names them. */
export type AskingOrganization = { name: string; hasLogo: boolean; timeZone: string };

/** What the requester's page shows while the question is open. */
export type OpenPage = {
  organization: AskingOrganization;
  requesterName: string | null;
  ticketNumber: string;
  ticketTitle: string;
  askedAt: Date;
  technicianName: string | null;
  method: MethodId;
  destinationMasked: string | null;
  /** Other ways to prove it, strongest first. */
  others: { challengeId: string; method: MethodId; destinationMasked: string | null }[];
  /** Null while the first or the next code is on its way. */
  codeExpiresAt: Date | null;
  codeIsGood: boolean;
  triesLeft: number;
  codesLeft: number;
  closesAt: Date | null;
};

/** Reads the page behind a link, and changes nothing. Null for an unknown link and for one with an outcome: both look the same. */
export async function findOpenPage({ db, now }: Pick<Deps, "db" | "now">, token: string): Promise<OpenPage | null> {
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: {
      settledAt: true,
      expiresAt: true,
      createdAt: true,
      strengthAsked: true,
      requesterName: true,
      organization: { select: { name: true, timeZone: true, logoType: true } },
      ticket: { select: { number: true, title: true, technicianName: true } },
      tries: true,
      challenges: { where: { state: { in: ["offered", "waiting", "sending", "sent"] } } },
    },
  });
  const challenge = verification?.challenges.find(({ state }) => state !== "offered");
  if (!verification || verification.settledAt || !challenge || (verification.expiresAt && verification.expiresAt <= now())) return null;
  const { organization, ticket, strengthAsked } = verification;
  // A weak proof adds nothing to what was asked for: choosing it would be typing for nothing.
  const useful = methods.filter(({ strength }) => strength !== "weak" || strengthAsked === "weak");
  return {
    organization: { name: organization.name, hasLogo: organization.logoType !== null, timeZone: organization.timeZone },
    requesterName: verification.requesterName,
    ticketNumber: ticket.number,
    ticketTitle: ticket.title,
    askedAt: verification.createdAt,
    technicianName: ticket.technicianName,
    method: getMethod(challenge.method).id,
    destinationMasked: challenge.destinationMasked,
    others: useful.flatMap(({ id }) =>
      verification.challenges.filter((each) => each.method === id && each.state === "offered").map(toOther),
    ),
    codeExpiresAt: challenge.codeExpiresAt,
    codeIsGood: challenge.codeExpiresAt !== null && challenge.codeExpiresAt > now(),
    triesLeft: Math.max(0, triesMax - verification.tries),
    codesLeft: Math.max(0, codesMax - challenge.codeNumber),
    closesAt: verification.expiresAt,
  };
}

function toOther({ id, method, destinationMasked }: { id: string; method: string; destinationMasked: string | null }) {
  return { challengeId: id, method: getMethod(method).id, destinationMasked };
}

/** How a question ended, for the browser that ended it. */
export type EndPage = {
  organization: AskingOrganization;
  requesterName: string | null;
  outcome: Outcome;
  settledAt: Date;
  receipt: string;
  technicianName: string | null;
};

/**
 * A proof that this browser gave the answer, to be kept in a cookie: the link alone shows nothing after the end, so that
 * whoever finds it in a mailbox later learns nothing.
 */
export function endProof({ secrets }: Pick<Deps, "secrets">, verificationId: string): string {
  return `${verificationId}.${Buffer.from(secrets.mac("requester end page", verificationId)).toString("base64url")}`;
}

/** The end behind a proof of `endProof`, null when the proof is not ours or does not belong to this link. */
export async function findEndPage(
  { db, secrets }: Pick<Deps, "db" | "secrets">,
  { token, proof }: { token: string; proof: string },
): Promise<EndPage | null> {
  const id = proof.slice(0, 36);
  if (!isEqualConstantTime(Buffer.from(endProof({ secrets }, id)), Buffer.from(proof))) return null;
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: {
      id: true,
      state: true,
      settledAt: true,
      receipt: true,
      requesterName: true,
      organization: { select: { name: true, timeZone: true, logoType: true } },
      ticket: { select: { technicianName: true } },
    },
  });
  if (!verification?.settledAt || verification.id !== id) return null;
  const { organization } = verification;
  return {
    organization: { name: organization.name, hasLogo: organization.logoType !== null, timeZone: organization.timeZone },
    requesterName: verification.requesterName,
    // settledAt is set together with the outcome, by `settle` alone.
    outcome: verification.state as Outcome,
    settledAt: verification.settledAt,
    receipt: verification.receipt,
    technicianName: verification.ticket.technicianName,
  };
}
