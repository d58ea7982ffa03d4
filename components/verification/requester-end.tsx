import type { ReactNode } from "react";
import { Code } from "@/components/ui/code.tsx";
import { RichText } from "@/components/ui/rich-text.tsx";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

/** The ends that the requester's own answer brings about. */
export type RequesterOutcome = "passed" | "denied" | "wrong_phrase" | "failed" | "not_enough" | "not_confirmed";

type Signed = {
  /** When, as it stands in a line. */
  settledAt: ReactNode;
  receipt: string;
};

type Props = Signed & {
  words: RequesterWords;
  outcome: RequesterOutcome;
  organizationName: string;
  technicianName: string | null;
  requesterName: string | null;
};

/** How the question ended: the line that is signed or not, and what to do next. */
export function RequesterEnd({ words, outcome, organizationName, technicianName, requesterName, ...signed }: Props) {
  const isSigned = outcome === "passed";
  return (
    <>
      {isSigned ? (
        <>
          <RequesterTitle>{words.passed.title(requesterName)}</RequesterTitle>
          <RequesterLead>{words.passed.lead(technicianName ?? organizationName)}</RequesterLead>
        </>
      ) : (
        <WhatNext words={words[outcome]} organizationName={organizationName} />
      )}
      <SignatureLine words={words} isSigned={isSigned} {...signed} />
    </>
  );
}

type Next = {
  words: RequesterWords["closed"];
  organizationName: string;
};

/** An end that is no pass, and each thing that its reader can do. */
export function WhatNext({ words, organizationName }: Next) {
  return (
    <>
      <div role="alert">
        <RequesterTitle>{words.title}</RequesterTitle>
        <RequesterLead>{words.lead(organizationName)}</RequesterLead>
      </div>
      <h2 className="mt-6 font-semibold">{words.next}</h2>
      <ol className="mt-2 list-decimal space-y-2 ps-6 wrap-anywhere">
        {words.steps(organizationName).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}

type Signature = Signed & { words: RequesterWords; isSigned: boolean };

function SignatureLine({ words, isSigned, settledAt, receipt }: Signature) {
  return (
    <div className={`mt-7 border-t pt-3 text-lead ${isSigned ? "border-foreground" : "border-dashed border-border-strong"}`}>
      <p>
        <RichText parts={isSigned ? words.signedLine(settledAt) : words.notSignedLine(settledAt)} />
      </p>
      <p className="text-muted">
        {words.receipt}{" "}
        <span className="text-foreground">
          <Code>{receipt}</Code>
        </span>
      </p>
    </div>
  );
}
