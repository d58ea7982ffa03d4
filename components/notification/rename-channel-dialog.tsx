"use client";

import { Modal } from "@heroui/react";
import { useState } from "react";
import { Form } from "@/components/forms/form.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { type AlertActionCode, alertText } from "@/components/notification/alert-words.ts";
import { Button } from "@/components/ui/button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { newAlertChannelSchema } from "@/lib/notification/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

type Props = {
  name: string;
  rename: (change: { name: string }) => Promise<ActionResult<unknown, AlertActionCode | CommonCode>>;
  onRenamed: () => Promise<unknown>;
};

const nameSchema = newAlertChannelSchema.pick({ name: true });

/** The button that renames a channel, with its dialog. */
export function RenameChannelDialog({ name, ...rest }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" size="sm" aria-label={`Rename: ${name}`} onPress={() => setOpen(true)}>
        Rename
      </Button>
      <Modal.Backdrop isOpen={isOpen} onOpenChange={setOpen}>
        <Modal.Container size="sm" placement="center">
          <Modal.Dialog>
            <Modal.Header>
              <Modal.Heading>Rename the channel</Modal.Heading>
            </Modal.Header>
            <RenameForm name={name} {...rest} onClose={() => setOpen(false)} />
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </>
  );
}

function RenameForm({ name, rename, onRenamed, onClose }: Props & { onClose: () => void }) {
  const form = useZodForm(nameSchema, { name });
  const save = useFormAction(form, rename, {
    text: alertText,
    onSuccess: async () => {
      await onRenamed();
      showToast("Name saved");
      onClose();
    },
  });
  return (
    <Modal.Body className="text-body">
      <Form form={form} onSubmit={save.submit} label="Rename the channel">
        <TextField name="name" label="Name" autoFocus />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            Close
          </Button>
          <SubmitButton>Save the name</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}
