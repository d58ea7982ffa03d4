"use client";

import { Button } from "@heroui/react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { commonText } from "@/components/forms/common-text.ts";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Code } from "@/components/ui/code.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { findWords } from "@/components/verification/find-words.ts";
import { requestStart, startWords } from "@/components/verification/start-words.ts";

type Props = {
  organization: string;
  /** What the link named; null when it named nothing that we can read. */
  name: { number: string } | { autotaskTicketId: number } | null;
  /** Those in which it can be asked for. Empty for who may only read. */
  connections: { id: string; name: string }[];
};

/** A link from Autotask to a ticket that has not reached us: why, and the way to ask all the same. */
export function UnknownTicket({ organization, name, connections }: Props) {
  const router = useRouter();
  const [pendingId, setPendingId] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const autotaskTicketId = name !== null && "autotaskTicketId" in name ? name.autotaskTicketId : null;

  async function start(connectionId: string) {
    if (autotaskTicketId === null) return;
    setPendingId(connectionId);
    setRefusal(null);
    const answer = await requestStart(organization, { connectionId, autotaskTicketId });
    if (answer.ok) return router.push(`/${organization}/verifications/${answer.data.id}`);
    setPendingId(null);
    setRefusal(findWords<string>({ ...commonText, ...startWords }, answer.code));
  }

  return (
    <Panel>
      <h1 className="sr-only">Find a ticket</h1>
      <Empty
        level={2}
        title={name === null ? "This link names no ticket" : "This ticket has not reached us"}
        actions={
          <>
            {autotaskTicketId !== null &&
              connections.map((connection) => (
                <Button
                  key={connection.id}
                  variant={connections.length === 1 ? "primary" : "outline"}
                  onPress={() => start(connection.id)}
                  isPending={pendingId === connection.id}
                  className="max-w-full"
                >
                  <span className="truncate">
                    {connections.length === 1 ? "Start a verification" : `Start a verification in ${connection.name}`}
                  </span>
                </Button>
              ))}
            <ButtonLink href={`/${organization}/verifications?period=all`}>Show all verifications</ButtonLink>
          </>
        }
      >
        {name !== null && <Named name={name} />}
        {name === null
          ? "It needs the ticket’s number or Autotask’s id of it. Whoever set up the link in Autotask can correct it."
          : "It is older than the connection, or its connection is off. Nobody has been asked for it."}
        <p role="status" className={refusal === null ? "sr-only" : "mt-3 text-danger"}>
          {refusal}
        </p>
      </Empty>
    </Panel>
  );
}

function Named({ name }: { name: NonNullable<Props["name"]> }) {
  return (
    <p className="mb-1 text-foreground">
      <Code>{"number" in name ? name.number : `#${name.autotaskTicketId}`}</Code>
    </p>
  );
}
