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
import { closeCampaignSchema } from "@/lib/verification/signals/schema.ts";

type Place = { organization: string; campaignId: string };

/** A lead ends a campaign, with a reason. */
export function CloseCampaign(place: Place) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Modal isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant="outline">End it</Button>
      <Modal.Backdrop>
        <Modal.Container size="md" placement="center">
          <Modal.Dialog>
            <Modal.Header>
              <Modal.Heading>End this campaign?</Modal.Heading>
            </Modal.Header>
            <Close {...place} onClose={() => setOpen(false)} />
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </Modal>
  );
}

const over = { "verification.campaign_over": "It is over already. Close this and look at the page." } as const;

function Close({ organization, campaignId, onClose }: Place & { onClose: () => void }) {
  const queries = useQueryClient();
  const form = useZodForm(closeCampaignSchema, { reason: "" });
  const path = `/campaigns/${campaignId}/close`;
  const closing = useFormAction(
    form,
    (body: z.output<typeof closeCampaignSchema>) =>
      asResult(callApi({ organization, path, schema: z.unknown(), method: "POST", body }), ["verification.campaign_over"]),
    {
      text: over,
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: [organization] });
        onClose();
      },
    },
  );
  return (
    <Modal.Body className="text-body">
      <p className="mb-4 text-muted">
        What comes from there next is not marked by it any more. A new wave opens a new campaign. Your name and the reason stay here and in
        the audit.
      </p>
      <Form form={form} onSubmit={closing.submit} label="End the campaign">
        <TextField
          name="reason"
          label="Why is it over?"
          hint="What it was, and what you did, in 10 to 500 characters."
          rows={3}
          autoFocus
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            Keep it open
          </Button>
          <SubmitButton>End it</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}
