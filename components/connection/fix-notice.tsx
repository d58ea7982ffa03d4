import type { ReactNode } from "react";
import { CopyTextButton } from "@/components/connection/copy-text-button.tsx";
import { failureWords, fixAsText } from "@/components/connection/failure-words.ts";
import { HelpLink } from "@/components/help/help-link.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { Failure } from "@/lib/connection/schema.ts";

type Props = {
  failure: Failure;
  /** What to press once it is mended; the fix can be copied for a colleague beside it. */
  actions?: ReactNode;
};

/** A failure in place: what happened, what to do and where, and what Autotask answered. */
export function FixNotice({ failure, actions }: Props) {
  const { what, todo, path, set } = failureWords[failure.code];
  return (
    <Notice
      reason={
        <>
          <span className="font-medium">{what(failure.params)}</span> {todo}
        </>
      }
      {...(path && { path })}
      {...(set && { set: set(failure.params) })}
      {...(failure.answer && { answer: failure.answer })}
      actions={
        <>
          {actions}
          <CopyTextButton text={fixAsText(failure)}>Copy the fix for a colleague</CopyTextButton>
          <HelpLink code={failure.code} />
        </>
      }
    />
  );
}
