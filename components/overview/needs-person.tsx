import Link from "next/link";
import type { ReactNode } from "react";
import { verdictWords } from "@/components/connection/verdict-words.ts";
import { connectionsInNeed } from "@/components/overview/state-sentence.ts";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Code } from "@/components/ui/code.tsx";
import { LiveAge } from "@/components/ui/live-age.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { Status } from "@/components/ui/status.tsx";
import { capital } from "@/components/verification/capital.ts";
import { findWords } from "@/components/verification/find-words.ts";
import { isolate } from "@/components/verification/isolate.ts";
import { filterOfView, listHref } from "@/components/verification/list-filter.ts";
import { reasonWords } from "@/components/verification/reason-words.ts";
import { changeTrouble, changeWords } from "@/components/verification/write-back-words.ts";
import type { Overview } from "@/lib/reporting/schema.ts";

type Item = Overview["needsPerson"][number];
type Props = { organization: string; overview: Overview };

/** What a person should look at, the most urgent first, each with its next step. */
export function NeedsPerson({ organization, overview }: Props) {
  const connections = connectionsInNeed(overview);
  const hidden = overview.needsPersonTotal - overview.needsPerson.length;
  if (overview.needsPerson.length + connections.length === 0) return null;
  return (
    <Panel
      flush
      title="Needs a person"
      aside="Of the last 24 hours"
      foot={
        hidden === 0 ? undefined : (
          <Link href={listHref(organization, filterOfView.needs_person)} className="link-plain">
            Show {hidden} more
          </Link>
        )
      }
    >
      <ul aria-label="Needs a person">
        {overview.needsPerson.map((item) => (
          <ItemRow key={keyOf(item)} organization={organization} item={item} />
        ))}
        {connections.map(({ id, name, verdict, connectedAt }) => (
          <Row
            key={id}
            tag={<Status kind="connection" state={verdictWords[verdict].tag} variant="tag" />}
            title={verdictWords[verdict].sentence}
            text={verdictWords[verdict].follows}
            code={<bdi>{name}</bdi>}
            at={null}
            action={
              <ButtonLink
                href={`/${organization}/connections/${id}${connectedAt === null ? "/connect" : ""}`}
                size="sm"
                aria-label={`Show the fix: ${name}`}
              >
                Show the fix
              </ButtonLink>
            }
          />
        ))}
      </ul>
    </Panel>
  );
}

const keyOf = (item: Item) => (item.kind !== "write_back" ? item.id : `${item.verificationId}${item.change}`);

function ItemRow({ organization, item }: { organization: string; item: Item }) {
  const code = <Code>{item.ticketNumber}</Code>;
  if (item.kind === "call") {
    const who = item.requesterName === null ? "The requester" : isolate(item.requesterName);
    return (
      <Row
        tag={<Status kind="verification" state="pending" variant="tag" />}
        title={`${who} waits for a call`}
        text="To the number on file. Open it, have the number shown, and call."
        code={code}
        at={item.at}
        action={
          <ButtonLink href={`/${organization}/verifications/${item.id}`} size="sm" aria-label={`Call: ${who}, ${item.ticketNumber}`}>
            Call
          </ButtonLink>
        }
      />
    );
  }
  if (item.kind === "write_back") {
    return (
      <Row
        tag={<Status kind="write-back" state="refused" variant="tag" />}
        title={`${changeWords[item.change]} not written`}
        text={changeTrouble(item.errorCode) ?? "Autotask did not take it."}
        code={code}
        at={item.at}
        action={
          <ButtonLink
            href={`/${organization}/verifications/${item.verificationId}`}
            size="sm"
            aria-label={`Show the fix: ${item.ticketNumber}`}
          >
            Show the fix
          </ButtonLink>
        }
      />
    );
  }
  const who = item.requesterName === null ? "the requester" : isolate(item.requesterName);
  const why = findWords(reasonWords, item.reason);
  const isDenied = item.state === "denied";
  if (!isDenied && item.state !== "not_possible") {
    return (
      <Row
        tag={<Status kind="verification" state={item.state} variant="tag" />}
        title={`The proof of ${who} waits for a lead`}
        text="Signals hold it. Look at them, speak with the contact, then release or refuse it."
        code={code}
        at={item.at}
        action={
          <ButtonLink href={`/${organization}/verifications/${item.id}`} size="sm" aria-label={`Decide: ${item.ticketNumber}`}>
            Decide
          </ButtonLink>
        }
      />
    );
  }
  return (
    <Row
      tag={<Status kind="verification" state={item.state} variant="tag" />}
      title={isDenied ? `Someone asked in the name of ${who}` : `No way to ask ${who}`}
      text={
        isDenied
          ? "They said “This was not me”. Find out who asked, and do nothing they asked for."
          : `${capital(why?.what(who) ?? "")} ${why?.todo ?? ""}`
      }
      code={code}
      at={item.at}
      action={
        <ButtonLink href={`/${organization}/verifications/${item.id}`} size="sm" aria-label={`Review: ${item.ticketNumber}`}>
          Review
        </ButtonLink>
      }
    />
  );
}

type RowProps = { tag: ReactNode; title: string; text: string; code: ReactNode; at: string | null; action: ReactNode };

function Row({ tag, title, text, code, at, action }: RowProps) {
  return (
    <li className="fade-in grid items-center gap-x-4 gap-y-2 border-b border-separator px-4 py-3 last:border-b-0 md:grid-cols-[8.75rem_minmax(0,1fr)_auto]">
      <div className="max-md:justify-self-start">{tag}</div>
      <div className="min-w-0">
        <p className="text-body font-medium wrap-anywhere">
          <bdi>{title}</bdi>
        </p>
        <p className="text-dense text-muted wrap-anywhere">
          {text} <span className="text-foreground">{code}</span>
        </p>
      </div>
      <div className="flex items-center justify-between gap-4">
        <span className="tabular text-dense text-muted">{at !== null && <LiveAge at={at} />}</span>
        {action}
      </div>
    </li>
  );
}
