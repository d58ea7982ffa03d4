import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import { requesterWords as words } from "@/components/verification/requester-words.ts";

/** The number that the requester tells their approver: shown here and nowhere else. */
export function RequesterApprover({ approverName, number }: { approverName: string; number: string | null }) {
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
