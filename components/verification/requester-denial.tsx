import type { ReactNode } from "react";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";

type Props = {
  organizationName: string;
  words: { title: string; lead: (organization: string) => string; confirm: string; back: string };
  action: string;
  backHref: string;
  /** The request in question. */
  children: ReactNode;
};

/** The second step of what stops a request: says what it does, and the way back. */
export function RequesterDenial({ organizationName, words, action, backHref, children }: Props) {
  return (
    <>
      <RequesterTitle>{words.title}</RequesterTitle>
      <RequesterLead>{words.lead(organizationName)}</RequesterLead>
      {children}
      <form method="post" action={action} className="mt-7">
        <button type="submit" className="button button--danger w-full">
          {words.confirm}
        </button>
      </form>
      <a href={backHref} className="button button--outline mt-3 w-full">
        {words.back}
      </a>
    </>
  );
}
