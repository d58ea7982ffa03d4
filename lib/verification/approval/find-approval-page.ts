import type { Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { digest, isEqualConstantTime } from "../../platform/secrets.ts";
import type { AskingOrganization } from "../find-open-page.ts";
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
              ...{ requesterName: true, companyName: true, strengthAsked: true, expiresAt: true },
              organization: { select: { name: true, timeZone: true } },
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
  organization: Omit<AskingOrganization, "companyName">;
  approverName: string;
  requesterName: string | null;
  companyName: string | null;
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
  const { organization, ticket, requesterName, companyName, strengthAsked } = verification;
  return {
    organization: { ...organization, hasLogo: false },
    approverName: approval.approverName,
    ...{ requesterName, companyName, strengthAsked },
    technicianName: ticket.technicianName,
    ticketNumber: ticket.number,
    askedAt: createdAt,
    closesAt: verification.expiresAt,
    triesLeft: Math.max(0, numbersMax - approval.tries),
  };
}

export type ApprovalEnd = {
  organization: Omit<AskingOrganization, "companyName">;
  answer: "approved" | "denied" | "stopped";
  requesterName: string | null;
};

/** A proof that this browser gave the approver's answer: the link alone shows nothing after it. */
export function approvalProof({ secrets }: Pick<Deps, "secrets">, approvalId: string): string {
  return `${approvalId}.${Buffer.from(secrets.mac("approver end page", approvalId)).toString("base64url")}`;
}

/** What became of the answer, for the browser that gave it; null when the proof is not ours or does not belong to this link. */
export async function findApprovalEnd(
  { db, secrets }: Pick<Deps, "db" | "secrets">,
  { token, proof }: { token: string; proof: string },
): Promise<ApprovalEnd | null> {
  const id = proof.slice(0, 36);
  if (!isEqualConstantTime(Buffer.from(approvalProof({ secrets }, id)), Buffer.from(proof))) return null;
  const approval = await db.approval.findUnique({
    where: { tokenHash: digest(token) },
    select: {
      id: true,
      challenge: {
        select: {
          ...{ state: true, settledAt: true },
          verification: { select: { reason: true, requesterName: true, organization: { select: { name: true, timeZone: true } } } },
        },
      },
    },
  });
  if (approval?.id !== id || !approval.challenge.settledAt) return null;
  const { state, verification } = approval.challenge;
  const answer = state === "passed" ? "approved" : verification.reason === "verification.approver_denied" ? "denied" : "stopped";
  return { organization: { ...verification.organization, hasLogo: false }, answer, requesterName: verification.requesterName };
}
