import { Hand } from "lucide-react";
import type { ReactNode } from "react";
import { RequesterShell } from "@/components/layout/requester-shell.tsx";
import type { MarkState } from "@/components/ui/mark.tsx";
import { approverWords } from "@/components/verification/approver-words.ts";
import { requesterWords } from "@/components/verification/requester-words.ts";

type Props = { organizationName: string; mark: MarkState; notRightHref?: string; children: ReactNode };

/** The approver's page with what never changes on it. */
export function ApproverFrame({ organizationName, mark, notRightHref, children }: Props) {
  return (
    <RequesterShell
      lang={requesterWords.lang}
      organization={{ roleLine: requesterWords.roleLine, name: organizationName }}
      mark={mark}
      footLine={requesterWords.footLine}
      bottom={
        notRightHref === undefined ? undefined : (
          // A plain link, so that nothing is fetched before it is chosen.
          <a href={notRightHref} className="button button--outline not-me w-full">
            <Hand aria-hidden size={20} />
            {approverWords.notRight}
          </a>
        )
      }
    >
      {children}
    </RequesterShell>
  );
}
