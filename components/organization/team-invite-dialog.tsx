"use client";

import { Modal } from "@heroui/react";
import { Form } from "@/components/forms/form.tsx";
import { SelectField } from "@/components/forms/select-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { roleWords, teamText } from "@/components/organization/team-words.ts";
import type { TeamActions } from "@/components/organization/use-team-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { type InvitationLink, type InviteInput, inviteSchema, type TeamRole } from "@/lib/organization/schema.ts";

type FormProps = { roles: TeamRole[]; invite: TeamActions["invite"]; onInvited: (link: InvitationLink) => void; onClose: () => void };
type Props = Omit<FormProps, "onClose"> & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Asks for an address and a role. */
export function TeamInviteDialog({ isOpen, onOpenChange, ...form }: Props) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading>Invite a person</Modal.Heading>
          </Modal.Header>
          <InviteForm {...form} onClose={() => onOpenChange(false)} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

const nobodyYet: InviteInput = { email: "", role: "technician" };

function InviteForm({ roles, invite, onInvited, onClose }: FormProps) {
  const form = useZodForm(inviteSchema, nobodyYet);
  const send = useFormAction(form, invite, { text: teamText, onSuccess: onInvited });
  const chosen = form.watch("role");
  return (
    <Modal.Body className="text-body">
      <p className="mb-4 text-muted">They get a mail with a link that works once, for 72 hours, and only for their address.</p>
      <Form form={form} onSubmit={send.submit} label="Invite a person">
        <TextField name="email" label="E-mail address" type="email" placeholder="name@company.example" autoFocus />
        <SelectField
          name="role"
          label="Role"
          choices={roles.map((value) => ({ value, label: roleWords[value].name }))}
          hint={roleWords[chosen].may}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            Close
          </Button>
          <SubmitButton>Send the invitation</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}
