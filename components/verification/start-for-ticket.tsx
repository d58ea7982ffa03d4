"use client";

import { Button } from "@heroui/react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commonText } from "@/components/forms/common-text.ts";
import { findWords } from "@/components/verification/find-words.ts";
import { requestStart, startWords } from "@/components/verification/start-words.ts";
import type { TicketView } from "@/lib/directory/schema.ts";

type Props = {
  organization: string;
  ticket: Pick<TicketView, "autotaskId" | "connection">;
  mayStart: boolean;
  /** There was one before, so this is not the page's main thing to do. */
  isAgain?: boolean;
};

/** Asks the requester of this ticket. Says why where that is not possible; nothing for who may only read. */
export function StartForTicket({ organization, ticket, mayStart, isAgain = false }: Props) {
  const queries = useQueryClient();
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  if (!mayStart) return null;
  if (!ticket.connection.isConnected) return <p className="text-dense text-muted">{startWords["verification.connection_off"]}</p>;

  async function start() {
    setPending(true);
    setRefusal(null);
    const answer = await requestStart(organization, { connectionId: ticket.connection.id, autotaskTicketId: Number(ticket.autotaskId) });
    if (!answer.ok) setRefusal(findWords<string>({ ...commonText, ...startWords }, answer.code));
    // The new one shows before the button is free again.
    await queries.invalidateQueries({ queryKey: [organization] });
    setPending(false);
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button variant={isAgain ? "outline" : "primary"} onPress={start} isPending={isPending}>
        Start a verification
      </Button>
      <p role="status" className={refusal === null ? "sr-only" : "basis-full text-dense text-danger"}>
        {refusal}
      </p>
    </div>
  );
}
