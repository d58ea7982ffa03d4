import type { ReactNode } from "react";
import { Code } from "@/components/ui/code.tsx";
import { RichText } from "@/components/ui/rich-text.tsx";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

export type RequesterOutcome = "passed" | "denied" | "wrong_phrase" | "failed";

type Props = {
  words: RequesterWords;
  outcome: RequesterOutcome;
  organizationName: string;
  technicianName: string | null;
  requesterName: string | null;
  /** When, as it stands in a line. */
  settledAt: ReactNode;
  receipt: string;
};

/** How the question ended: the line that is signed or not, and what to do next. */
export function RequesterEnd({ words, outcome, organizationName, technicianName, requesterName, ...signature }: Props) {
  if (outcome === "passed") {
    return (
      <>
        <RequesterTitle>{words.passed.title(requesterName)}</RequesterTitle>
        <RequesterLead>{words.passed.lead(technicianName ?? organizationName)}</RequesterLead>
        <SignatureLine words={words} isSigned {...signature} />
      </>
    );
  }
  const said = words[outcome];
  return (
    <>
      <div role="alert">
        <RequesterTitle>{said.title}</RequesterTitle>
        <RequesterLead>{said.lead(organizationName)}</RequesterLead>
      </div>
      <h2 className="mt-6 font-semibold">{said.next}</h2>
      <ol className="mt-2 list-decimal space-y-2 ps-6 wrap-anywhere">
        {said.steps(organizationName).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <SignatureLine words={words} isSigned={false} {...signature} />
    </>
  );
}

type Signature = Pick<Props, "words" | "settledAt" | "receipt"> & { isSigned: boolean };

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
