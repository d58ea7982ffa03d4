"use client";

import { Modal } from "@heroui/react";
import { useQueryClient } from "@tanstack/react-query";
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
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";
import { type DecideHold, decideHoldSchema } from "@/lib/verification/signals/schema.ts";

type Props = {
  organization: string;
  verification: VerificationAnswer /** Whom the page is shown to, if they may decide. */;
  deciderId: string | null;
};

/** "Release" and "Refuse", for a lead, where signals hold what is proven. Who started it reads that it takes two. */
export function HoldDecision({ organization, verification, deciderId }: Props) {
  if (verification.settledAt !== null || !verification.risk.hold?.awaitsRelease || deciderId === null) return null;
  if (verification.startedById === deciderId) {
    return <p className="text-dense text-muted">You started this one, so another lead must release or refuse it.</p>;
  }
  const who = verification.requesterName === null ? "the requester" : isolate(verification.requesterName);
  const place = { organization, verificationId: verification.id, who };
  return (
    <>
      <Decide {...place} decision="release" />
      <Decide {...place} decision="refuse" />
    </>
  );
}

const words = {
  release: {
    button: "Release",
    title: (who: string) => `Let ${who} pass?`,
    lead: "It passes at the strength that was proven. Your name and the reason stay in the timeline and the audit.",
    label: "How do you know that it is them?",
    hint: "Whom you spoke with, and how, in 10 to 500 characters.",
    submit: "Release it",
  },
  refuse: {
    button: "Refuse",
    title: (who: string) => `Refuse the proof of ${who}?`,
    lead: "It ends as failed, and counts towards a freeze of the contact. Your name and the reason stay in the timeline and the audit.",
    label: "Why is it not them?",
    hint: "In 10 to 500 characters.",
    submit: "Refuse it",
  },
} as const;

const refusals = {
  "verification.not_held": "It is decided already. Close this and look at the page.",
  "verification.hold_second_person": "You started this one. It takes two people: ask another lead.",
} as const;

type DecideProps = { organization: string; verificationId: string; who: string; decision: DecideHold["decision"] };

function Decide({ who, decision, ...place }: DecideProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Modal isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant={decision === "release" ? "primary" : "outline"}>{words[decision].button}</Button>
      <Modal.Backdrop>
        <Modal.Container size="md" placement="center">
          <Modal.Dialog>
            <Modal.Header>
              <Modal.Heading>{words[decision].title(who)}</Modal.Heading>
            </Modal.Header>
            <DecisionForm {...place} decision={decision} onClose={() => setOpen(false)} />
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </Modal>
  );
}

function DecisionForm({ organization, verificationId, decision, onClose }: Omit<DecideProps, "who"> & { onClose: () => void }) {
  const queries = useQueryClient();
  const form = useZodForm(decideHoldSchema, { decision, reason: "" });
  const path = `/verifications/${verificationId}/hold`;
  const codes = Object.keys(refusals) as (keyof typeof refusals)[];
  const deciding = useFormAction(
    form,
    (body: DecideHold) => asResult(callApi({ organization, path, schema: z.unknown(), method: "POST", body }), codes),
    {
      text: refusals,
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: [organization] });
        onClose();
      },
    },
  );
  const { lead, label, hint, submit } = words[decision];
  return (
    <Modal.Body className="text-body">
      <p className="mb-4 text-muted">{lead}</p>
      <Form form={form} onSubmit={deciding.submit} label={submit}>
        <TextField name="reason" label={label} hint={hint} rows={3} autoFocus />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            Decide later
          </Button>
          <SubmitButton>{submit}</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}
