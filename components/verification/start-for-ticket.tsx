"use client";

import { Modal } from "@heroui/react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commonText } from "@/components/forms/common-text.ts";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { findWords } from "@/components/verification/find-words.ts";
import { OnThePhone } from "@/components/verification/on-the-phone.tsx";
import { requestStart, startWords } from "@/components/verification/start-words.ts";
import { StrengthChoice } from "@/components/verification/strength-choice.tsx";
import type { TicketAnswer } from "@/lib/reporting/schema.ts";
import type { Strength } from "@/lib/verification/schema.ts";

type Props = {
  organization: string;
  ticket: Pick<TicketAnswer, "autotaskId" | "connection" | "verifications">;
  mayStart: boolean;
  /** What is asked where nobody chooses. */
  strength: Strength;
  label?: string;
  onStarted?: (id: string) => void;
  /** There was one before, so this is not the page's main thing to do. */
  isAgain?: boolean;
};

/** Asks the requester of this ticket. Says why where that is not possible; nothing for who may only read. */
export function StartForTicket({ organization, ticket, mayStart, isAgain = false, label = "Start a verification", ...asked }: Props) {
  const [isOpen, setOpen] = useState(false);
  if (!mayStart) return null;
  // A call has no ticket to ask about again: whoever calls once more is found once more.
  if (ticket.autotaskId === null) return <ButtonLink href={`/${organization}/verify`}>Verify a caller</ButtonLink>;
  if (!ticket.connection.isConnected) return <p className="text-dense text-muted">{startWords["verification.connection_off"]}</p>;
  return (
    <Modal isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant={isAgain ? "outline" : "primary"} className="max-w-full">
        <span className="truncate">{label}</span>
      </Button>
      <Modal.Backdrop>
        <Modal.Container size="md" placement="center">
          <Modal.Dialog>
            <Modal.Header>
              <Modal.Heading>Start a verification</Modal.Heading>
            </Modal.Header>
            <Ask organization={organization} ticket={ticket} {...asked} onClose={() => setOpen(false)} />
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </Modal>
  );
}

type AskProps = Pick<Props, "organization" | "ticket" | "strength" | "onStarted"> & { onClose: () => void };

function Ask({ organization, ticket, strength: atFirst, onStarted, onClose }: AskProps) {
  const queries = useQueryClient();
  // Who asks again about the same ticket asks for as much as before.
  const [strength, setStrength] = useState<Strength>(ticket.verifications[0]?.strengthAsked ?? atFirst);
  const [withTechnician, setWithTechnician] = useState(true);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function start() {
    setPending(true);
    setRefusal(null);
    const { connection, autotaskId } = ticket;
    const asked = { connectionId: connection.id, autotaskTicketId: Number(autotaskId), strength, withTechnician };
    const answer = await requestStart(organization, asked);
    // The new one shows before the button is free again.
    await queries.invalidateQueries({ queryKey: [organization] });
    setPending(false);
    if (answer.ok) {
      onStarted?.(answer.data.id);
      onClose();
    } else setRefusal(findWords<string>({ ...commonText, ...startWords }, answer.code));
  }

  return (
    <>
      <Modal.Body className="text-body">
        <StrengthChoice value={strength} onChange={setStrength} />
        <OnThePhone value={withTechnician} onChange={setWithTechnician} />
        <p className="mt-4 text-muted">The contact of the ticket is asked where Autotask has them on record, and nowhere else.</p>
        {refusal !== null && (
          <p role="alert" className="mt-3 text-danger">
            {refusal}
          </p>
        )}
      </Modal.Body>
      <Modal.Footer>
        <Button variant="outline" onPress={onClose}>
          Close
        </Button>
        <Button variant="primary" onPress={start} isPending={isPending}>
          Ask now
        </Button>
      </Modal.Footer>
    </>
  );
}
