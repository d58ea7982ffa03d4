import { Panel } from "@/components/ui/panel.tsx";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";

const riskMax = 10;

const questionOutcomeNames = { matched: "matched", did_not_match: "did not match", not_enough_questions: "not enough questions" } as const;

/** Where the answers came from, in sentences, and what that came to. Nothing before the first answer. */
export function SignalsPanel({ verification: { risk: report, strengthAsked, challenges } }: { verification: VerificationAnswer }) {
  const { risk, signals, strengthRaisedFrom, hold, questions } = report;
  const isReadOut = challenges.some(({ readOutTo }) => readOutTo !== null);
  if (risk === null && questions === null && !isReadOut) return null;
  return (
    <Panel title="Signals" aside={risk !== null && <RiskScale risk={risk} />}>
      {risk === null ? null : signals.length === 0 ? (
        <p className="text-dense text-muted">Nothing about the answers stood out.</p>
      ) : (
        <ul className="flex flex-col gap-3 text-dense">
          {signals.map(({ code, points, sentence }) => (
            <li key={code} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3">
              <bdi className="wrap-anywhere">{sentence}</bdi>
              <span className="tabular text-muted">
                <span className="sr-only">Counts </span>+{points}
              </span>
            </li>
          ))}
        </ul>
      )}
      {questions !== null && (
        <p className="mt-3 text-dense first:mt-0">
          <span className="font-medium">Questions about what is on file: {questionOutcomeNames[questions.outcome]}.</span>{" "}
          {questions.sentence}
        </p>
      )}
      {isReadOut && (
        <p className="mt-3 text-dense first:mt-0">No signals of the code that was read out on the phone: it came from no browser.</p>
      )}
      {strengthRaisedFrom !== null && (
        <p className="mt-3 border-t border-separator pt-3 text-dense">
          They raised what is asked from {strengthRaisedFrom} to {strengthAsked}.
        </p>
      )}
      {hold !== null && strengthRaisedFrom === null && strengthAsked === "best" && (
        <p className="mt-3 border-t border-separator pt-3 text-dense">Nothing stronger than best can be asked, so a lead looks first.</p>
      )}
      <p className="mt-3 text-dense text-muted">Signals prove nothing. They only ask for more, or for a lead.</p>
    </Panel>
  );
}

/** Ten marks, filled up to the risk, and the number: how far along, never red or green alone. */
function RiskScale({ risk }: { risk: number }) {
  const marks = Array.from({ length: riskMax }, (_, index) => index + 1);
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <svg viewBox="0 0 79 10" width="79" height="10" aria-hidden className="shrink-0">
        {marks.map((mark) => (
          <rect
            key={mark}
            x={(mark - 1) * 8 + 0.5}
            y="0.5"
            width="6"
            height="9"
            rx="0.5"
            fill={mark <= risk ? "var(--strength-on)" : "none"}
            stroke={mark <= risk ? "var(--strength-on)" : "var(--border-strong)"}
          />
        ))}
      </svg>
      Risk {risk} of {riskMax}
    </span>
  );
}
