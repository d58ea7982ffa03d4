import type { Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { digest, isEqualConstantTime } from "../../platform/secrets.ts";
import { type Asking, type AskingOrganization, askingSelect, readAsking } from "../asking.ts";
import { numbersMax } from "../limits.ts";
import type { Strength } from "../strength.ts";

const open = { in: ["sending" as const, "sent" as const] };

/** The question behind an approver's link, while it is put and its approver still is one. Null otherwise, whatever the reason. */
export function findOpenApproval(db: Pick<Tx, "approval">, { token, now }: { token: string; now: Date }) {
  return db.approval.findFirst({
    where: {
      tokenHash: digest(token),
      approver: { removedAt: null },
      challenge: { state: open, verification: { settledAt: null, expiresAt: { gt: now } } },
    },
    include: {
      challenge: {
        select: {
          verificationId: true,
          createdAt: true,
          verification: {
            select: {
              ...askingSelect,
              ...{ requesterName: true, strengthAsked: true, expiresAt: true },
              ticket: { select: { number: true, technicianName: true } },
            },
          },
        },
      },
    },
  });
}

/** What the approver's page shows. Nothing of the ticket's text: its author may be the one to be stopped. */
export type ApprovalPage = {
  organization: AskingOrganization;
  approverName: string;
  requesterName: string | null;
  technicianName: string | null;
  ticketNumber: string;
  strengthAsked: Strength;
  askedAt: Date;
  closesAt: Date | null;
  triesLeft: number;
};

/** Reads the page behind an approver's link, and changes nothing. Null for an unknown link and for one that is over: both look the same. */
export async function findApprovalPage({ db, now }: Pick<Deps, "db" | "now">, token: string): Promise<ApprovalPage | null> {
  const approval = await findOpenApproval(db, { token, now: now() });
  if (!approval) return null;
  const { verification, createdAt } = approval.challenge;
  const { ticket, requesterName, strengthAsked } = verification;
  return {
    organization: await readAsking(db, verification),
    approverName: approval.approverName,
    ...{ requesterName, strengthAsked },
    technicianName: ticket.technicianName,
    ticketNumber: ticket.number,
    askedAt: createdAt,
    closesAt: verification.expiresAt,
    triesLeft: Math.max(0, numbersMax - approval.tries),
  };
}

export type ApprovalEnd = {
  organization: AskingOrganization;
  answer: "approved" | "denied" | "stopped";
  requesterName: string | null;
};

/** A proof that this browser gave the approver's answer: the link alone shows nothing after it. */
export function approvalProof({ secrets }: Pick<Deps, "secrets">, approvalId: string): string {
  return `${approvalId}.${Buffer.from(secrets.mac("approver end page", approvalId)).toString("base64url")}`;
}

type Proven = { token: string; proof: string };

/** What became of the answer, for the browser that gave it; null when the proof is not ours or does not belong to this link. */
export async function findApprovalEnd(deps: Pick<Deps, "db" | "secrets">, proven: Proven): Promise<ApprovalEnd | null> {
  const challenge = await findAnswered(deps, proven);
  if (!challenge) return null;
  const { state, verification } = challenge;
  const answer = state === "passed" ? "approved" : verification.reason === "verification.approver_denied" ? "denied" : "stopped";
  return { organization: await readAsking(deps.db, verification), answer, requesterName: verification.requesterName };
}

async function findAnswered({ db, secrets }: Pick<Deps, "db" | "secrets">, { token, proof }: Proven) {
  const id = proof.slice(0, 36);
  if (!isEqualConstantTime(Buffer.from(approvalProof({ secrets }, id)), Buffer.from(proof))) return null;
  const approval = await db.approval.findUnique({
    where: { tokenHash: digest(token) },
    select: {
      id: true,
      challenge: {
        select: {
          ...{ state: true, settledAt: true },
          verification: { select: { ...askingSelect, reason: true, requesterName: true } },
        },
      },
    },
  });
  return approval?.id === id && approval.challenge.settledAt ? approval.challenge : null;
}

/**
 * Who asks behind an approver's link, for as long as its page shows anything: while the question is put, and after it to the
 * browser that answered.
 */
export async function findShownToApprover(
  { db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">,
  proven: Proven,
): Promise<Asking | null> {
  const open = await findOpenApproval(db, { token: proven.token, now: now() });
  return (open ?? { challenge: await findAnswered({ db, secrets }, proven) }).challenge?.verification ?? null;
}
