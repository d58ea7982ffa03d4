"use client";

import { Modal } from "@heroui/react";
import { Form } from "@/components/forms/form.tsx";
import { SecretField } from "@/components/forms/secret-field.tsx";
import { SelectField } from "@/components/forms/select-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { Button } from "@/components/ui/button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { ProviderCompanyField } from "@/components/verification/company-sign-in/provider-company-field.tsx";
import { providerText, providerWords } from "@/components/verification/company-sign-in/provider-words.ts";
import type { ProviderActions } from "@/components/verification/company-sign-in/use-provider-action.ts";
import { type ProviderForm, providerFormSchema, providerKinds } from "@/lib/verification/company-sign-in/schema.ts";

type FormProps = {
  slug: string;
  connections: { value: string; label: string }[];
  add: ProviderActions["add"];
  onAdded: () => Promise<unknown>;
  onClose: () => void;
};
type Props = Omit<FormProps, "onClose"> & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Asks where a company signs in. */
export function AddProviderDialog({ isOpen, onOpenChange, ...form }: Props) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading>Add a company sign-in</Modal.Heading>
          </Modal.Header>
          <AddForm {...form} onClose={() => onOpenChange(false)} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

const choices = providerKinds.map((value) => ({ value, label: providerWords[value].name }));
const nothingYet: Omit<ProviderForm, "connectionId"> = {
  ...{ kind: "entra", companyId: "", tenantId: "", issuer: "", clientId: "", clientSecret: "", domains: "", secondFactorValue: "" },
};

function AddForm({ slug, connections, add, onAdded, onClose }: FormProps) {
  const form = useZodForm(providerFormSchema, { ...nothingYet, connectionId: connections[0]?.value ?? "" });
  const send = useFormAction(form, add, {
    text: providerText,
    onSuccess: async () => {
      await onAdded();
      showToast("Company sign-in added", "Enter its redirect URI at the provider, then test it.");
      onClose();
    },
  });
  const kind = form.watch("kind");
  const connectionId = form.watch("connectionId");
  return (
    <Modal.Body className="text-body">
      <Form form={form} onSubmit={send.submit} label="Add a company sign-in">
        {connections.length > 1 && <SelectField name="connectionId" label="Connection" choices={connections} />}
        <ProviderCompanyField key={connectionId} slug={slug} connectionId={connectionId} />
        <SelectField name="kind" label="Signs in at" choices={choices} />
        {kind === "entra" && <TextField name="tenantId" label="Tenant ID" hint="Of the company's own tenant: 32 digits with dashes." />}
        {kind === "oidc" && <TextField name="issuer" label="Issuer" placeholder="https://login.brot.example" />}
        <TextField name="clientId" label={kind === "entra" ? "Application (client) ID" : "Client ID"} />
        <SecretField name="clientSecret" label="Client secret" hint="Stored encrypted and never shown again." />
        <TextField
          name="domains"
          label="Mail domains of the company"
          placeholder="brot.example, brot.de"
          hint="A first sign-in counts only for an address in one of them that is also the contact's."
        />
        {kind !== "google" && (
          <TextField name="secondFactorValue" label="Second factor (optional)" hint={providerWords[kind].secondFactor} />
        )}
        {kind === "google" && <p className="text-dense text-muted">{providerWords.google.secondFactor}</p>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            Close
          </Button>
          <SubmitButton>Add the sign-in</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}
