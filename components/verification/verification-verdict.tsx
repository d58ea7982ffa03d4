"use client";

import { type ReactNode, useState } from "react";
import { Countdown } from "@/components/ui/countdown.tsx";
import { statusEntry } from "@/components/ui/status-table.ts";
import { Verdict } from "@/components/ui/verdict.tsx";
import { When } from "@/components/ui/when.tsx";
import { wordsOfMethod } from "@/components/verification/method-words.ts";
import { isAwaitingRelease, isOpen, verdictOf, verdictSentence } from "@/components/verification/verdict-of.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";

type Props = {
  verification: VerificationAnswer;
  /** What can be done about it. */
  children?: ReactNode;
};

/** May I proceed? One sentence, and the line to sign on. Give it the verification's id as `key`. */
export function VerificationVerdict({ verification, children }: Props) {
  const [wasOpen] = useState(() => isOpen(verification));
  const kind = isAwaitingRelease(verification) ? "stop" : verdictOf[verification.state];
  const sentence = verdictSentence(verification);
  if (kind === "proceed") {
    return (
      <Verdict kind="proceed" sentence={sentence} receipt={verification.receipt} signature={signatureOf(verification)} justSigned={wasOpen}>
        {children}
      </Verdict>
    );
  }
  if (kind === "overridden") {
    const by = verification.override?.byName ?? "a lead";
    return (
      <Verdict kind="overridden" by={by} sentence={sentence} receipt={verification.receipt} foot={<Unsigned verification={verification} />}>
        {children}
      </Verdict>
    );
  }
  const receipt = kind === "stop" ? verification.receipt : undefined;
  return (
    <Verdict kind={kind} sentence={sentence} receipt={receipt} foot={<Unsigned verification={verification} />}>
      {children}
    </Verdict>
  );
}

function signatureOf({ requesterName, method, settledAt, createdAt, autotaskTicketId }: VerificationAnswer) {
  return {
    name: requesterName ?? "the requester",
    method: wordsOfMethod(method ?? "email_code").withIt,
    at: settledAt ?? createdAt,
    note: `Valid for this ${autotaskTicketId === null ? "call" : "ticket"} only.`,
  };
}

function Unsigned({ verification }: { verification: VerificationAnswer }) {
  const { expiresAt, settledAt, state } = verification;
  if (settledAt !== null) {
    return (
      <>
        Not countersigned. {statusEntry({ kind: "verification", state }).word}, <When at={settledAt} withTime />.
      </>
    );
  }
  if (expiresAt === null) return "Not countersigned.";
  return (
    <>
      Not countersigned. Expires in <Countdown until={expiresAt} />
    </>
  );
}
