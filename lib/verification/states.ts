import { InvariantError } from "../platform/errors.ts";

export const verificationStates = [
  "pending",
  "sent",
  "opened",
  "passed",
  "failed",
  "denied",
  "expired",
  "cancelled",
  "not_possible",
  "overridden",
] as const;
export type VerificationState = (typeof verificationStates)[number];

/** How a verification can end. */
export const outcomes = ["passed", "failed", "denied", "expired", "cancelled", "not_possible", "overridden"] as const;
export type Outcome = (typeof outcomes)[number];

export const openStates = ["pending", "sent", "opened"] as const;

/** Every move there is. An outcome is never left. */
const moves: readonly (readonly [VerificationState, VerificationState])[] = [
  ["pending", "sent"],
  ["sent", "opened"],
  // A new code may be on its way while the page is open.
  ["opened", "sent"],
  ["pending", "expired"],
  ["pending", "cancelled"],
  ["pending", "not_possible"],
  // A lead decides, with a reason. What has ended is not decided anew: the decision is a verification of its own.
  ["pending", "overridden"],
  ["sent", "overridden"],
  ["opened", "overridden"],
  // The mail server may take the mail, and the person answer, before we have noted that it was sent.
  ["pending", "passed"],
  ["pending", "failed"],
  ["pending", "denied"],
  ["sent", "passed"],
  ["sent", "failed"],
  ["sent", "denied"],
  ["sent", "expired"],
  ["sent", "cancelled"],
  ["sent", "not_possible"],
  ["opened", "passed"],
  ["opened", "failed"],
  ["opened", "denied"],
  ["opened", "expired"],
  ["opened", "cancelled"],
  ["opened", "not_possible"],
];

export function canMove(from: VerificationState, to: VerificationState): boolean {
  return moves.some(([start, end]) => start === from && end === to);
}

/** Throws InvariantError for a move that is not in the table. */
export function assertMove(from: VerificationState, to: VerificationState): void {
  if (!canMove(from, to)) {
    throw new InvariantError(`A verification cannot move from ${from} to ${to}`, { code: "verification.bad_move", context: { from, to } });
  }
}

export function isOutcome(state: VerificationState): state is Outcome {
  return (outcomes as readonly string[]).includes(state);
}
