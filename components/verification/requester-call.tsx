import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import { requesterWords as words } from "@/components/verification/requester-words.ts";

/** Where a technician calls the person: nothing is entered here. */
export function RequesterCall({ organizationName, destinationMasked }: { organizationName: string; destinationMasked: string | null }) {
  const [before, after] = words.call.lead(organizationName);
  return (
    <>
      <RequesterTitle>{words.call.title}</RequesterTitle>
      <RequesterLead>
        {before} <strong className="font-semibold text-foreground">{destinationMasked}</strong>
        {after}
      </RequesterLead>
      <p className="mt-3 text-lead">{words.call.never}</p>
    </>
  );
}
