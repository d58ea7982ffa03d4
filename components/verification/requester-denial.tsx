import type { ReactNode } from "react";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import { requesterWords as words } from "@/components/verification/requester-words.ts";

type Props = {
  organizationName: string;
  action: string;
  backHref: string;
  /** The request in question. */
  children: ReactNode;
};

/** The second step of "This was not me": says what it does, and the way back. */
export function RequesterDenial({ organizationName, action, backHref, children }: Props) {
  return (
    <>
      <RequesterTitle>{words.denial.title}</RequesterTitle>
      <RequesterLead>{words.denial.lead(organizationName)}</RequesterLead>
      {children}
      <form method="post" action={action} className="mt-7">
        <button type="submit" className="button button--danger w-full">
          {words.denial.confirm}
        </button>
      </form>
      <a href={backHref} className="button button--outline mt-3 w-full">
        {words.denial.back}
      </a>
    </>
  );
}
