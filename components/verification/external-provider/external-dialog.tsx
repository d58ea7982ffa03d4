"use client";

import { Modal } from "@heroui/react";
import { z } from "zod";
import { Form } from "@/components/forms/form.tsx";
import { SelectField } from "@/components/forms/select-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { ProviderCompanyField } from "@/components/verification/company-sign-in/provider-company-field.tsx";
import { externalText, strengthChoices, tellingChoices, tellingOf } from "@/components/verification/external-provider/external-words.ts";
import {
  type ExternalProviderForm,
  type ExternalProviderView,
  type ExternalStrength,
  externalProviderFormSchema,
  externalRefusals,
  externalSecretSchema,
} from "@/lib/verification/external-provider/schema.ts";

type FormProps = {
  organization: string;
  connections: { value: string; label: string }[];
  /** Null: a new one. */
  provider: ExternalProviderView | null;
  /** With the secret, after a new one was added. */
  onSaved: (added: { name: string; secret: string } | null) => Promise<unknown>;
  onClose: () => void;
};
type Props = Omit<FormProps, "onClose"> & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Asks what is needed of a provider, or changes it. */
export function ExternalDialog({ isOpen, onOpenChange, ...form }: Props) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading>{form.provider === null ? "Add an external provider" : `Change ${form.provider.name}`}</Modal.Heading>
          </Modal.Header>
          <ExternalForm {...form} onClose={() => onOpenChange(false)} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

const whom = [
  { value: "everybody", label: "Everybody" },
  { value: "company", label: "One company" },
];

function valuesOf(provider: ExternalProviderView | null, connectionId: string): ExternalProviderForm {
  if (provider === null) {
    return { name: "", createUrl: "", pageHosts: "", strength: "good", tells: "both", for: "everybody", connectionId, companyId: "" };
  }
  const { name, createUrl, pageHosts, strength, company } = provider;
  return {
    ...{ name, createUrl, pageHosts: pageHosts.join(", "), tells: tellingOf(provider) },
    // Never best: the database takes no other.
    strength: strength as ExternalStrength,
    ...{ for: company === null ? "everybody" : "company", connectionId, companyId: company?.companyId ?? "" },
  };
}

function ExternalForm({ organization, connections, provider, onSaved, onClose }: FormProps) {
  const form = useZodForm(externalProviderFormSchema, valuesOf(provider, connections[0]?.value ?? ""));
  const save = useFormAction(
    form,
    async ({ company, ...values }) => {
      const at = { organization, path: `/external-providers${provider === null ? "" : `/${provider.id}`}` };
      const call =
        provider === null
          ? callApi({ ...at, schema: externalSecretSchema, method: "POST", body: { ...values, company } })
          : callApi({ ...at, schema: z.unknown(), method: "PATCH", body: values }).then(() => null);
      const answer = await asResult(call, externalRefusals);
      if (answer.ok) return { ok: true, data: answer.data && { name: values.name, secret: answer.data.secret } };
      const field = { "verification.external_exists": "companyId", "verification.external_address": "createUrl" }[answer.code as string];
      return field === undefined ? answer : { ...answer, field };
    },
    {
      text: externalText,
      onSuccess: async (added) => {
        await onSaved(added);
        if (added === null) showToast("Provider changed");
        onClose();
      },
    },
  );
  const [isOfCompany, connectionId] = [form.watch("for") === "company", form.watch("connectionId")];
  return (
    <Modal.Body className="text-body">
      <Form form={form} onSubmit={save.submit} label="External provider">
        <TextField name="name" label="Name" hint="Requesters read it: “Continue with …”." />
        <TextField name="createUrl" label="Address" type="url" placeholder="https://" hint="We post there to ask for a check." isCode />
        <TextField
          name="pageHosts"
          label="Hosts of its pages (optional)"
          placeholder="check.proof.example"
          hint="Where requesters may be sent, beside the host of the address. Nowhere else, whatever it answers."
          isCode
        />
        <SelectField
          name="strength"
          label="Its result counts for"
          choices={strengthChoices}
          hint="At most. Never best: we see its signature, not its proof."
        />
        <SelectField
          name="tells"
          label="It is told"
          choices={tellingChoices}
          hint="Of the contact. Never the ticket, the company or a number."
        />
        {provider === null && (
          <SelectField name="for" label="For" choices={whom} hint="A company's own goes before the one for everybody." />
        )}
        {provider === null && isOfCompany && (
          <>
            {connections.length > 1 && <SelectField name="connectionId" label="Connection" choices={connections} />}
            <ProviderCompanyField key={connectionId} slug={organization} connectionId={connectionId} />
          </>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            Close
          </Button>
          <SubmitButton>{provider === null ? "Add the provider" : "Save"}</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}
