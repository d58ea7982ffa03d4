import { RichText } from "@/components/ui/rich-text.tsx";
import { RequesterLead, RequesterPlace, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { Said } from "@/components/verification/requester-said.ts";
import { SaidLine } from "@/components/verification/requester-said-line.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = { words: RequesterWords; organizationName: string; destinationMasked: string | null; said: Said | null };

/** Where a technician calls the person: nothing is entered here. */
export function RequesterCall({ words, organizationName, destinationMasked, said }: Props) {
  return (
    <>
      <RequesterTitle>{words.call.title}</RequesterTitle>
      <RequesterLead>
        <RichText parts={words.call.lead(organizationName, <RequesterPlace>{destinationMasked}</RequesterPlace>)} />
      </RequesterLead>
      {said === "other_way" && <SaidLine isNews>{words.said.other_way}</SaidLine>}
      <p className="mt-3 text-lead">{words.call.never}</p>
      <p className="mt-3 text-lead text-muted">{words.call.after}</p>
    </>
  );
}
