import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import { SaidLine } from "@/components/verification/requester-said-line.tsx";
import type { Strength } from "@/lib/verification/schema.ts";
import type { ApproverWords } from "@/lib/words/schema.ts";

type Props = {
  words: ApproverWords;
  organizationName: string;
  requesterName: string;
  companyName: string | null;
  technicianName: string | null;
  ticketNumber: string;
  strengthAsked: Strength;
  triesLeft: number;
  said: "wrong" | "unreadable" | null;
  action: string;
};

/** Who asks, for what, and the number that proves that the two have spoken. A plain form, which needs no script. */
export function ApproverQuestion({ words, requesterName, ticketNumber, strengthAsked, triesLeft, said, action, ...asked }: Props) {
  const from = [asked.technicianName, asked.organizationName].filter(Boolean).join(", ");
  return (
    <>
      <RequesterTitle>{words.title}</RequesterTitle>
      <RequesterLead>
        {words.asked(requesterName, ticketNumber)} {words.sure[strengthAsked]}
      </RequesterLead>
      <p className="mt-3 font-medium">{words.call(requesterName)}</p>
      <form method="post" action={action} className="mt-5">
        <label htmlFor="number" className="font-medium">
          {words.label(requesterName)}
        </label>
        <input
          id="number"
          name="number"
          className="code-input mt-2"
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          aria-required="true"
          aria-invalid={said !== null || undefined}
          aria-describedby={said === null ? undefined : "said"}
        />
        {said !== null && <SaidLine>{said === "wrong" ? words.wrong(triesLeft) : words.unreadable}</SaidLine>}
        <button type="submit" className="button button--primary mt-4 w-full">
          {words.confirm}
        </button>
      </form>
      <p className="mt-7 text-lead text-muted wrap-anywhere">{[asked.companyName, from].filter(Boolean).join(" · ")}</p>
    </>
  );
}

type Answered = { words: ApproverWords; answer: keyof ApproverWords["ends"]; requesterName: string };

/** What became of the answer, for the browser that gave it. */
export function ApproverAnswered({ words, answer, requesterName }: Answered) {
  const said = words.ends[answer];
  return (
    <div role="status">
      <RequesterTitle>{said.title(requesterName)}</RequesterTitle>
      <RequesterLead>{said.lead}</RequesterLead>
    </div>
  );
}
