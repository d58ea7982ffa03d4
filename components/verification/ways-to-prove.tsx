"use client";

import { Panel, PanelRow } from "@/components/ui/panel.tsx";
import { Status } from "@/components/ui/status.tsx";
import { Strength } from "@/components/ui/strength.tsx";
import { AskInstead } from "@/components/verification/ask-instead.tsx";
import { capital } from "@/components/verification/capital.ts";
import { findWords } from "@/components/verification/find-words.ts";
import { isolate } from "@/components/verification/isolate.ts";
import { wordsOfMethod } from "@/components/verification/method-words.ts";
import { reasonWords } from "@/components/verification/reason-words.ts";
import { strengthWords } from "@/components/verification/strength-words.ts";
import { isOpen } from "@/components/verification/verdict-of.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";

type Way = VerificationAnswer["methods"][number];
type Props = { organization: string; verification: VerificationAnswer; mayStart: boolean };

/** Every way to prove this person: what each is worth, where it goes, and why some cannot be used. */
export function WaysToProve({ organization, verification, mayStart }: Props) {
  const { methods, strengthAsked, strength } = verification;
  return (
    <Panel
      flush
      title="Ways to prove it"
      aside={
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span className="inline-flex items-center gap-2">
            Asked for: <Strength tier={strengthAsked} />
          </span>
          <span className="inline-flex items-center gap-2">
            Reached: <Strength tier={strength} />
          </span>
        </span>
      }
    >
      {methods.length === 0 && <p className="px-4 py-6 text-dense text-muted">{noWays(verification)}</p>}
      <ul>
        {methods.map((way) => (
          <li key={way.id} className="border-b border-separator last:border-b-0">
            <Row way={way} organization={organization} verification={verification} mayStart={mayStart} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function noWays(verification: VerificationAnswer): string {
  if (verification.reusedFrom !== null) return "Nobody was asked: an earlier pass of this person counts again.";
  if (isOpen(verification)) return "They show here once the ticket and its contact were read from Autotask.";
  return "It ended before anybody could be asked.";
}

function Row({ way, verification, ...rest }: Props & { way: Way }) {
  const isUsable = way.use !== "unusable" && (way.use !== "offered" || way.helps !== "no");
  return (
    <PanelRow className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 text-dense md:grid-cols-[9rem_minmax(0,1fr)_5rem_9.5rem]">
      <span className={isUsable ? "font-medium" : "text-muted"}>{wordsOfMethod(way.method).name}</span>
      <span className="col-span-2 row-start-2 text-muted md:col-span-1 md:row-start-auto">
        {way.destinationMasked !== null && (
          <>
            <bdi className="text-foreground wrap-anywhere">{way.destinationMasked}</bdi>.{" "}
          </>
        )}
        {sentenceOf(way, verification)}
      </span>
      <span className="justify-self-end md:justify-self-start">
        <Strength tier={way.strength} />
      </span>
      <span className="col-span-2 md:col-span-1 md:justify-self-end">
        <Use way={way} verification={verification} {...rest} />
      </span>
    </PanelRow>
  );
}

/** What there is to know before it is chosen. */
function sentenceOf(way: Way, { requesterName, strengthAsked }: VerificationAnswer): string {
  const who = requesterName === null ? "the requester" : isolate(requesterName);
  const restricted = way.restricted
    ? `Restricted: numbers can be taken over. ${way.method === "sms_code" ? "Link and code go to this one. " : ""}`
    : "";
  if (way.use === "unusable") {
    const why = findWords(reasonWords, way.reason);
    return `${restricted}${why === null ? "Cannot be used." : capital(why.what(who))}`;
  }
  if (way.use !== "offered") return restricted;
  if (way.helps === "with_another") return `${restricted}Enough for ${strengthWords[strengthAsked].name} together with a second way.`;
  return way.helps === "no" ? `${restricted}Proves too little for ${strengthWords[strengthAsked].name}.` : restricted;
}

function Use({ way, verification, organization, mayStart }: Props & { way: Way }) {
  const open = isOpen(verification);
  if (way.use === "passed") return <Status kind="verification" state="passed" />;
  if (way.use === "open") return <Status kind="verification" state={verification.state} />;
  const isProven = verification.looksAtContactSince !== null || verification.risk.hold?.awaitsRelease === true;
  if (way.use === "offered" && open && !isProven && way.helps !== "no") {
    const isInstead = verification.methods.some(({ use }) => use === "open");
    if (mayStart) return <AskInstead organization={organization} verificationId={verification.id} way={way} isInstead={isInstead} />;
    return <span className="text-muted">Possible</span>;
  }
  return <span className="text-muted">{way.use === "ended" ? "Over" : "Not now"}</span>;
}
