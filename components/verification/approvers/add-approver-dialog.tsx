"use client";

import { Modal } from "@heroui/react";
import { z } from "zod";
import { LiveSelectField } from "@/components/connection/live-select-field.tsx";
import { Form } from "@/components/forms/form.tsx";
import { SelectField } from "@/components/forms/select-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { approverProblemWords } from "@/components/verification/approvers/approver-problem-words.ts";
import { ProviderCompanyField } from "@/components/verification/company-sign-in/provider-company-field.tsx";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

type FormProps = {
  organization: string;
  connections: { value: string; label: string }[];
  onAdded: () => Promise<unknown>;
  onClose: () => void;
};
type Props = Omit<FormProps, "onClose"> & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Asks which contact of which company may approve. */
export function AddApproverDialog({ isOpen, onOpenChange, ...form }: Props) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading>Add an approver</Modal.Heading>
          </Modal.Header>
          <AddForm {...form} onClose={() => onOpenChange(false)} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

const formSchema = z.object({
  connectionId: z.string().min(1, "Choose the connection."),
  companyId: z.string().min(1, "Choose the company."),
  contactId: z.string().min(1, "Choose the contact."),
});

type Problem = keyof typeof approverProblemWords;

function AddForm({ organization, connections, onAdded, onClose }: FormProps) {
  const form = useZodForm(formSchema, { connectionId: connections[0]?.value ?? "", companyId: "", contactId: "" });
  const add = useFormAction(form, (values: z.output<typeof formSchema>) => requestAdd(organization, values), {
    text: approverProblemWords,
    onSuccess: async () => {
      await onAdded();
      showToast("Approver added", "They are told by mail, and asked from the next verification on.");
      onClose();
    },
  });
  const [connectionId, companyId] = form.watch(["connectionId", "companyId"]);
  return (
    <Modal.Body className="text-body">
      <p className="mb-4 text-muted">
        They get a link by mail and need the two digits that the requester is shown. Nobody approves their own request.
      </p>
      <Form form={form} onSubmit={add.submit} label="Add an approver">
        {connections.length > 1 && <SelectField name="connectionId" label="Connection" choices={connections} />}
        <ProviderCompanyField key={connectionId} slug={organization} connectionId={connectionId} />
        {companyId !== "" && (
          <LiveSelectField
            key={`${connectionId} ${companyId}`}
            slug={organization}
            connectionId={connectionId}
            asked={{ kind: "contacts", companyId }}
            name="contactId"
            label="Contact"
            none={null}
            what="active contacts of this company"
            hint="Somebody whom the others can reach by phone."
          />
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            Close
          </Button>
          <SubmitButton>Add the approver</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}

async function requestAdd(
  organization: string,
  { connectionId, companyId, contactId }: z.output<typeof formSchema>,
): Promise<ActionResult<unknown, Problem | CommonCode>> {
  const body = { connectionId, companyId: Number(companyId), contactId: Number(contactId) };
  const call = callApi({ organization, path: "/approvers", schema: z.object({ id: z.string() }), method: "POST", body });
  // Keys of the table, which TypeScript lists as text.
  const result = await asResult<{ id: string }, Problem>(call, Object.keys(approverProblemWords) as Problem[]);
  return result.ok || !result.code.startsWith("verification.") ? result : { ...result, field: "contactId" };
}
