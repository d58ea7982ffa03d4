import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = { words: RequesterWords; approverName: string; number: string | null };

/** The number that the requester tells their approver: shown here and nowhere else. */
export function RequesterApprover({ words, approverName, number }: Props) {
  return (
    <>
      <RequesterTitle>{words.approver.title(approverName)}</RequesterTitle>
      <RequesterLead>{words.approver.lead(approverName)}</RequesterLead>
      <p className="mt-5 text-verdict font-semibold" role="status">
        {number ?? words.approver.onItsWay}
      </p>
      <p className="mt-3 text-lead text-muted">{words.approver.wait}</p>
    </>
  );
}
