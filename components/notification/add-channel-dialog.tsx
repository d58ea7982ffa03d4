"use client";

import { Modal } from "@heroui/react";
import type { UseFormReturn } from "react-hook-form";
import { Form } from "@/components/forms/form.tsx";
import { SecretField } from "@/components/forms/secret-field.tsx";
import { SelectField } from "@/components/forms/select-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { alertText, kindWords } from "@/components/notification/alert-words.ts";
import type { AlertActions } from "@/components/notification/use-alert-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { MenuPath } from "@/components/ui/menu-path.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { alertChannelKinds, type NewAlertChannel, newAlertChannelSchema } from "@/lib/notification/schema.ts";

export type Person = { name: string; email: string };
type FormProps = { people: Person[]; add: AlertActions["add"]; onAdded: () => Promise<unknown>; onClose: () => void };
type Props = Omit<FormProps, "onClose"> & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Asks where alerts shall go. */
export function AddChannelDialog({ isOpen, onOpenChange, ...form }: Props) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading>Add an alert channel</Modal.Heading>
          </Modal.Header>
          <AddForm {...form} onClose={() => onOpenChange(false)} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

const choices = alertChannelKinds.map((value) => ({ value, label: kindWords[value].name }));
const nothingYet: NewAlertChannel = { kind: "mail", name: "", address: "" };

function AddForm({ people, add, onAdded, onClose }: FormProps) {
  const form = useZodForm(newAlertChannelSchema, nothingYet);
  const send = useFormAction(form, add, {
    text: alertText,
    onSuccess: async () => {
      await onAdded();
      showToast("Channel added", "Send a test to see that it arrives.");
      onClose();
    },
  });
  const kind = form.watch("kind");
  const words = kindWords[kind];
  return (
    <Modal.Body className="text-body">
      <Form form={form} onSubmit={send.submit} label="Add an alert channel">
        <SelectField name="kind" label="Where" choices={choices} />
        {words.path !== undefined && (
          <p className="text-dense text-muted">
            Get the URL in {words.name}: <MenuPath path={words.path} />
          </p>
        )}
        {kind === "mail" ? (
          <MailFields people={people} form={form} />
        ) : (
          <SecretField name="address" label={words.address} hint={words.hint} />
        )}
        <TextField name="name" label="Name" placeholder={kind === "mail" ? "On call" : "#service-desk"} hint="How this list calls it." />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            Close
          </Button>
          <SubmitButton>Add the channel</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}

type MailProps = { people: Person[]; form: UseFormReturn<NewAlertChannel, unknown, NewAlertChannel> };

function MailFields({ people, form }: MailProps) {
  function choose({ name, email }: Person) {
    form.setValue("address", email, { shouldValidate: true });
    form.setValue("name", name.slice(0, 80), { shouldValidate: true });
  }
  return (
    <>
      <TextField name="address" label={kindWords.mail.address} type="email" placeholder="name@company.example" hint={kindWords.mail.hint} />
      <fieldset className="flex flex-wrap items-center gap-2 text-dense">
        <legend className="sr-only">Owners and admins</legend>
        <span className="text-muted">Or of the team:</span>
        {people.slice(0, 8).map((person) => (
          <Button key={person.email} variant="outline" size="sm" onPress={() => choose(person)}>
            {person.name}
          </Button>
        ))}
      </fieldset>
    </>
  );
}
