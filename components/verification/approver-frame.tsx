import { Hand } from "lucide-react";
import type { ReactNode } from "react";
import { RequesterShell } from "@/components/layout/requester-shell.tsx";
import type { MarkState } from "@/components/ui/mark.tsx";
import { LanguageSwitch } from "@/components/verification/language-switch.tsx";
import { headOf, type RequesterOrganization } from "@/components/verification/requester-frame.tsx";
import type { Words } from "@/lib/words/schema.ts";

type Props = {
  words: Pick<Words, "requester" | "approver">;
  here: string;
  organization: RequesterOrganization;
  mark: MarkState;
  notRightHref?: string;
  children: ReactNode;
};

/** The approver's page with what never changes on it. */
export function ApproverFrame({ words: { requester, approver }, here, organization, mark, notRightHref, children }: Props) {
  return (
    <RequesterShell
      lang={requester.lang}
      marks={requester.marks}
      organization={headOf(requester, organization)}
      mark={mark}
      footLine={requester.footLine}
      languages={<LanguageSwitch words={requester} here={here} />}
      bottom={
        notRightHref === undefined ? undefined : (
          // A plain link, so that nothing is fetched before it is chosen.
          <a href={notRightHref} className="button button--outline not-me w-full">
            <Hand aria-hidden size={20} />
            {approver.notRight}
          </a>
        )
      }
    >
      {children}
    </RequesterShell>
  );
}
