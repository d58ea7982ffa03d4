"use client";

import { useRouter } from "next/navigation";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Code } from "@/components/ui/code.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { StartForTicket } from "@/components/verification/start-for-ticket.tsx";
import type { Strength } from "@/lib/verification/schema.ts";

type Props = {
  organization: string;
  /** What the link named; null when it named nothing that we can read. */
  name: { number: string } | { autotaskTicketId: number } | null;
  /** Those in which it can be asked for. Empty for who may only read. */
  connections: { id: string; name: string; strength: Strength }[];
};

/** A link from Autotask to a ticket that has not reached us: why, and the way to ask all the same. */
export function UnknownTicket({ organization, name, connections }: Props) {
  const router = useRouter();
  const autotaskTicketId = name !== null && "autotaskTicketId" in name ? name.autotaskTicketId : null;
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
                <StartForTicket
                  key={connection.id}
                  organization={organization}
                  ticket={{ autotaskId: String(autotaskTicketId), connection: { ...connection, isConnected: true }, verifications: [] }}
                  strength={connection.strength}
                  mayStart
                  isAgain={connections.length > 1}
                  label={connections.length === 1 ? "Start a verification" : `Start a verification in ${connection.name}`}
                  onStarted={(id) => router.push(`/${organization}/verifications/${id}`)}
                />
              ))}
            <ButtonLink href={`/${organization}/verifications?period=all`}>Show all verifications</ButtonLink>
          </>
        }
      >
        {name !== null && <Named name={name} />}
        {name === null
          ? "It needs the ticket’s number or Autotask’s id of it. Whoever set up the link in Autotask can correct it."
          : "It is older than the connection, or its connection is off. Nobody has been asked for it."}
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
