import { RichText } from "@/components/ui/rich-text.tsx";
import { RequesterLead, RequesterPlace, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = { words: RequesterWords; organizationName: string; destinationMasked: string | null };

/** Where a technician calls the person: nothing is entered here. */
export function RequesterCall({ words, organizationName, destinationMasked }: Props) {
  return (
    <>
      <RequesterTitle>{words.call.title}</RequesterTitle>
      <RequesterLead>
        <RichText parts={words.call.lead(organizationName, <RequesterPlace>{destinationMasked}</RequesterPlace>)} />
      </RequesterLead>
      <p className="mt-3 text-lead">{words.call.never}</p>
    </>
  );
}
