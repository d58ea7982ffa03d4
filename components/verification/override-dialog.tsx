"use client";

import { Modal } from "@heroui/react";
import { useQueryClient } from "@tanstack/react-query";
import { UserPen } from "lucide-react";
import { useState } from "react";
import { z } from "zod";
import { Form } from "@/components/forms/form.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { isolate } from "@/components/verification/isolate.ts";
import { overrideText } from "@/components/verification/override-words.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";
import { overrideSchema } from "@/lib/verification/schema.ts";

type Props = {
  organization: string;
  verification: VerificationAnswer;
  /** Whom the page is shown to, if they may decide. */
  deciderId: string | null;
  /** Leads to the verification that carries the decision, where that is another one. */
  onDecided?: (verificationId: string) => void;
};

/** "Proceed without proof", for a lead: with a reason that stays. Nothing where there is nothing to decide. */
export function OverrideDialog({ organization, verification, deciderId, onDecided }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { state, requesterName, startedById } = verification;
  if (deciderId === null || requesterName === null || ["passed", "denied", "overridden"].includes(state)) return null;
  if (startedById === deciderId)
    return <p className="text-dense text-muted">You started this one, so only another lead may override it.</p>;
  return (
    <Modal isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant="ghost">
        <UserPen aria-hidden size={16} />
        Override with a reason
      </Button>
      <Modal.Backdrop>
        <Modal.Container size="md" placement="center">
          <Modal.Dialog>
            <Modal.Header>
              <Modal.Heading>Proceed without proof for {isolate(requesterName)}?</Modal.Heading>
            </Modal.Header>
            <Decide
              organization={organization}
              verificationId={verification.id}
              onClose={() => setOpen(false)}
              onDecided={(id) => onDecided?.(id)}
            />
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </Modal>
  );
}

type DecideProps = { organization: string; verificationId: string; onClose: () => void; onDecided: (id: string) => void };

function Decide({ organization, verificationId, onClose, onDecided }: DecideProps) {
  const queries = useQueryClient();
  const form = useZodForm(overrideSchema, { reason: "" });
  const codes = Object.keys(overrideText) as (keyof typeof overrideText)[];
  const deciding = useFormAction(
    form,
    (body: z.output<typeof overrideSchema>) => {
      const path = `/verifications/${verificationId}/override`;
      return asResult(callApi({ organization, path, schema: z.object({ id: z.uuid() }), method: "POST", body }), codes);
    },
    {
      text: overrideText,
      onSuccess: async ({ id }) => {
        await queries.invalidateQueries({ queryKey: [organization] });
        onClose();
        onDecided(id);
      },
    },
  );
  return (
    <Modal.Body className="text-body">
      <p className="mb-4 text-muted">
        You answer for it: your name and the reason stand on the ticket, here and in the audit. It is never shown as proof.
      </p>
      <Form form={form} onSubmit={deciding.submit} label="Override">
        <TextField name="reason" label="Why may one proceed?" hint="How you know who it is, in 10 to 500 characters." rows={3} autoFocus />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            Do not override
          </Button>
          <SubmitButton>Proceed on my decision</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}
