"use client";

import { Modal } from "@heroui/react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useController } from "react-hook-form";
import { z } from "zod";
import { Form } from "@/components/forms/form.tsx";
import { SelectField } from "@/components/forms/select-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { OnThePhone } from "@/components/verification/on-the-phone.tsx";
import { requestStart, startWords } from "@/components/verification/start-words.ts";
import { StrengthChoice } from "@/components/verification/strength-choice.tsx";
import { ticketOf, ticketTextSchema } from "@/components/verification/ticket-text.ts";
import { type Strength, strengthSchema } from "@/lib/verification/schema.ts";

export type StartConnection = {
  id: string;
  name: string;
  isConnected: boolean;
  /** What is asked of its new tickets. */
  strength: Strength;
};

type Props = { organization: string; connections: StartConnection[] };

/** Asks for one ticket by hand. */
export function StartVerification({ organization, connections }: Props) {
  const [isOpen, setOpen] = useState(false);
  const usable = connections.filter(({ isConnected }) => isConnected);
  return (
    <Modal isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant="primary">Start a verification</Button>
      <Modal.Backdrop>
        <Modal.Container size="md" placement="center">
          <Modal.Dialog>
            <Modal.Header>
              <Modal.Heading>Start a verification</Modal.Heading>
            </Modal.Header>
            {usable.length === 0 ? (
              <NoConnection organization={organization} onClose={() => setOpen(false)} />
            ) : (
              <StartForm organization={organization} connections={usable} onClose={() => setOpen(false)} />
            )}
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </Modal>
  );
}

function NoConnection({ organization, onClose }: { organization: string; onClose: () => void }) {
  return (
    <>
      <Modal.Body className="text-body text-muted">No connection is on, so nobody can be asked. Connect Autotask first.</Modal.Body>
      <Modal.Footer>
        <Button variant="outline" onPress={onClose}>
          Close
        </Button>
        <ButtonLink href={`/${organization}/connections`} variant="primary">
          Show the connections
        </ButtonLink>
      </Modal.Footer>
    </>
  );
}

const formSchema = z.object({
  connectionId: z.string().min(1, "Choose the connection that the ticket is in."),
  ticket: ticketTextSchema,
  strength: strengthSchema,
  withTechnician: z.boolean(),
});

type FormProps = Props & { onClose: () => void };

function StartForm({ organization, connections, onClose }: FormProps) {
  const router = useRouter();
  const connectionId = connections.length === 1 ? (connections[0]?.id ?? "") : "";
  const form = useZodForm(formSchema, {
    connectionId,
    ticket: "",
    strength: connections[0]?.strength ?? ("weak" as Strength),
    withTechnician: false,
  });
  const chosenId = form.watch("connectionId");
  const { setValue } = form;
  const isChosen = form.formState.dirtyFields.strength === true;
  useEffect(() => {
    // Each connection asks for its own, until a person chooses.
    const chosen = connections.find(({ id }) => id === chosenId);
    if (chosen && !isChosen) setValue("strength", chosen.strength);
  }, [connections, chosenId, isChosen, setValue]);
  const start = useFormAction(
    form,
    ({ ticket, ...rest }: z.output<typeof formSchema>) => requestStart(organization, { ...rest, ...ticketOf(ticket) }),
    {
      text: startWords,
      onSuccess: ({ id }) => router.push(`/${organization}/verifications/${id}`),
    },
  );
  return (
    <Modal.Body className="text-body">
      <p className="mb-4 text-muted">
        The contact of the ticket gets a code at the address that Autotask has on record. Nobody can choose another address here.
      </p>
      <Form form={form} onSubmit={start.submit} label="Start a verification">
        {connections.length > 1 && (
          <SelectField name="connectionId" label="Connection" choices={connections.map(({ id, name }) => ({ value: id, label: name }))} />
        )}
        <TextField
          name="ticket"
          label="Ticket number or Autotask ticket id"
          hint="Such as T20261124.0147, or 48213. The id works for tickets that have not reached us too."
          isCode
          autoFocus
        />
        <StrengthField />
        <PhoneField />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            Close
          </Button>
          <SubmitButton>Send the code</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}

function StrengthField() {
  const { field } = useController<{ strength: Strength }>({ name: "strength" });
  return <StrengthChoice value={field.value} onChange={field.onChange} />;
}

function PhoneField() {
  const { field } = useController<{ withTechnician: boolean }>({ name: "withTechnician" });
  return <OnThePhone value={field.value} onChange={field.onChange} />;
}
