"use client";

import { LiveAge } from "@/components/ui/live-age.tsx";
import { Panel, PanelRow } from "@/components/ui/panel.tsx";
import { Status } from "@/components/ui/status.tsx";
import { When } from "@/components/ui/when.tsx";
import { RetryChange } from "@/components/verification/retry-change.tsx";
import { isOpen } from "@/components/verification/verdict-of.ts";
import { changeTrouble, changeWords, statusOfChange } from "@/components/verification/write-back-words.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";
import type { WriteBackView } from "@/lib/write-back/schema.ts";

type Props = { organization: string; verification: VerificationAnswer; mayRetry: boolean };

/** Was Autotask told? Each intended change with its own state, tries, last trouble and next step. */
export function WrittenPanel({ organization, verification, mayRetry }: Props) {
  const { writeBacks } = verification;
  const written = writeBacks.filter(({ state }) => state === "written").length;
  return (
    <Panel flush title="Written to Autotask" aside={writeBacks.length === 0 ? undefined : `${written} of ${writeBacks.length}`}>
      {writeBacks.length === 0 ? (
        <p className="px-4 py-6 text-dense text-muted">
          {isOpen(verification) ? "Nothing is written before there is an outcome." : "The outcome is about to be written."}
        </p>
      ) : (
        <ul aria-label="Written to Autotask">
          {writeBacks.map((change) => (
            <li key={change.id} className="border-b border-separator last:border-b-0">
              <PanelRow>
                <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
                  <p className="text-dense font-medium">{changeWords[change.kind]}</p>
                  <Status kind="write-back" state={statusOfChange[change.state]} />
                </div>
                <div className="mt-0.5 flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
                  <div className="min-w-0 grow basis-60 text-dense text-muted">
                    <Progress change={change} />
                  </div>
                  {change.state === "refused" && mayRetry && (
                    <RetryChange organization={organization} verificationId={verification.id} change={change} />
                  )}
                </div>
                {change.answer !== null && change.state !== "written" && <Answer text={change.answer} />}
              </PanelRow>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Progress({ change }: { change: WriteBackView }) {
  const trouble = changeTrouble(change.errorCode);
  const tries = change.attempts > 1 ? `${change.attempts} tries. ` : "";
  switch (change.state) {
    case "written":
      return change.writtenAt === null ? null : (
        <p>
          <When at={change.writtenAt} withTime />
          {change.attempts > 1 && `, after ${change.attempts} tries`}
        </p>
      );
    case "sending":
      return <p>Being sent.</p>;
    case "unconfirmed":
      return (
        <p>
          Sent
          {change.lastSentAt !== null && (
            <>
              {" "}
              <LiveAge at={change.lastSentAt} />
            </>
          )}
          , and the answer was lost. It may be in Autotask already, so we look before we write again.{" "}
          <NextTry at={change.nextAttemptAt} word="We look again" />
        </p>
      );
    case "waiting":
      return (
        <p>
          {trouble ?? "Not sent yet."} {tries}
          <NextTry at={change.nextAttemptAt} word="Next try" />
        </p>
      );
    default:
      return (
        <p>
          {trouble} {tries}
        </p>
      );
  }
}

function NextTry({ at, word }: { at: string | null; word: string }) {
  if (at === null) return null;
  return (
    <>
      {word} at <When at={at} withTime />.
    </>
  );
}

function Answer({ text }: { text: string }) {
  return (
    <details className="mt-2 text-dense">
      <summary className="link-plain inline-flex min-h-6 w-fit cursor-pointer items-center">What Autotask answered</summary>
      <pre className="code mt-2 rounded-tag bg-surface-secondary p-2 whitespace-pre-wrap wrap-anywhere">{text}</pre>
    </details>
  );
}
