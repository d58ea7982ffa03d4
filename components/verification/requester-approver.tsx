import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { Said } from "@/components/verification/requester-said.ts";
import { SaidLine } from "@/components/verification/requester-said-line.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = {
  words: RequesterWords;
  approverName: string;
  number: string | null;
  said: Said | null;
  /** This page's own address, where the next question or the end shows. */
  againHref: string;
};

/** The number that the requester tells their approver: shown here and nowhere else. */
export function RequesterApprover({ words, approverName, number, said, againHref }: Props) {
  return (
    <>
      <RequesterTitle>{words.approver.title(approverName)}</RequesterTitle>
      <RequesterLead>{words.approver.lead(approverName)}</RequesterLead>
      <p className="mt-5 text-verdict font-semibold" role="status">
        {number ?? words.approver.onItsWay}
      </p>
      {said === "other_way" && <SaidLine isNews>{words.said.other_way}</SaidLine>}
      <p className="mt-3 text-lead text-muted">{words.approver.wait}</p>
      <a href={againHref} className="button button--outline mt-4 w-full">
        {words.approver.again}
      </a>
    </>
  );
}
