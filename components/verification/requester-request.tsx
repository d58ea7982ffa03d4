import type { ReactNode } from "react";
import { RequesterFacts } from "@/components/layout/requester-shell.tsx";
import { Code } from "@/components/ui/code.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = {
  words: RequesterWords;
  organizationName: string;
  technicianName: string | null;
  ticketNumber: string;
  ticketTitle: string;
  askedAt: ReactNode;
};

/** Who asks, for what, when. The title is whatever its author wrote: text, in a direction of its own. */
export function RequesterRequest({ words, organizationName, technicianName, ticketNumber, ticketTitle, askedAt }: Props) {
  const who =
    technicianName === null
      ? { term: words.facts.organization, value: organizationName }
      : { term: words.facts.technician, value: technicianName };
  return (
    <RequesterFacts
      facts={[
        { term: words.facts.title, value: <bdi>{ticketTitle}</bdi> },
        { term: words.facts.asked, value: askedAt },
        { term: who.term, value: <bdi>{who.value}</bdi> },
        { term: words.facts.ticket, value: <Code>{ticketNumber}</Code> },
      ]}
    />
  );
}
