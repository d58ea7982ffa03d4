import type { ReactNode } from "react";
import { Code } from "@/components/ui/code.tsx";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import { requesterWords as words } from "@/components/verification/requester-words.ts";

export type RequesterOutcome = "passed" | "denied" | "wrong_phrase" | "failed" | "not_enough";

type Props = {
  outcome: RequesterOutcome;
  organizationName: string;
  technicianName: string | null;
  requesterName: string | null;
  /** When, as it stands in a line. */
  settledAt: ReactNode;
  receipt: string;
};

/** How the question ended: the line that is signed or not, and what to do next. */
export function RequesterEnd({ outcome, organizationName, technicianName, requesterName, ...signature }: Props) {
  if (outcome === "passed") {
    return (
      <>
        <RequesterTitle>{words.passed.title(requesterName)}</RequesterTitle>
        <RequesterLead>{words.passed.lead(technicianName ?? organizationName)}</RequesterLead>
        <SignatureLine isSigned {...signature} />
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
      <SignatureLine isSigned={false} {...signature} />
    </>
  );
}

function SignatureLine({ isSigned, settledAt, receipt }: { isSigned: boolean; settledAt: ReactNode; receipt: string }) {
  return (
    <div className={`mt-7 border-t pt-3 text-lead ${isSigned ? "border-foreground" : "border-dashed border-border-strong"}`}>
      <p>
        {isSigned ? words.passed.line : words.notSigned} {settledAt}
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
