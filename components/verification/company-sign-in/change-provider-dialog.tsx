"use client";

import { Modal } from "@heroui/react";
import { z } from "zod";
import { Form } from "@/components/forms/form.tsx";
import { SecretField } from "@/components/forms/secret-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { providerWords } from "@/components/verification/company-sign-in/provider-words.ts";
import { type ProviderView, providerChangeSchema } from "@/lib/verification/company-sign-in/schema.ts";

type FormProps = { organization: string; provider: ProviderView; onChanged: () => Promise<unknown>; onClose: () => void };
type Props = Omit<FormProps, "onClose"> & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Changes what can change of a company sign-in: where it is stays, since it says whose accounts count. */
export function ChangeProviderDialog({ isOpen, onOpenChange, ...form }: Props) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading>Change the sign-in of {form.provider.companyName}</Modal.Heading>
          </Modal.Header>
          <ChangeForm {...form} onClose={() => onOpenChange(false)} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

/** The same as the API takes, every field a text; an empty secret stays as it is. */
const formSchema = z
  .object({ clientId: z.string(), clientSecret: z.string(), domains: z.string(), secondFactorValue: z.string() })
  .transform(
    ({ clientId, clientSecret, domains, secondFactorValue }): z.input<typeof providerChangeSchema> => ({
      clientId,
      ...(clientSecret !== "" && { clientSecret }),
      domains: domains.split(/[\s,;]+/).filter((each) => each !== ""),
      secondFactorValue: secondFactorValue.trim() === "" ? null : secondFactorValue,
    }),
  )
  .pipe(providerChangeSchema);

function ChangeForm({ organization, provider, onChanged, onClose }: FormProps) {
  const { id, kind, clientId, domains, secondFactorValue, issuer } = provider;
  const form = useZodForm(formSchema, {
    clientId,
    clientSecret: "",
    domains: domains.join(", "),
    secondFactorValue: secondFactorValue ?? "",
  });
  const save = useFormAction(
    form,
    (body: z.output<typeof formSchema>) =>
      asResult(callApi({ organization, path: `/company-sign-ins/${id}`, schema: z.unknown(), method: "PATCH", body })),
    {
      text: {},
      onSuccess: async () => {
        await onChanged();
        showToast("Company sign-in changed", "Test it, and sign in once to see that the secret is right.");
        onClose();
      },
    },
  );
  return (
    <Modal.Body className="text-body">
      <p className="mb-4 text-muted wrap-anywhere">
        {providerWords[kind].name}, <span className="code">{issuer}</span>. To sign in somewhere else, remove it and add the other one.
      </p>
      <Form form={form} onSubmit={save.submit} label={`Change the sign-in of ${provider.companyName}`}>
        <TextField name="clientId" label={kind === "entra" ? "Application (client) ID" : "Client ID"} />
        <SecretField name="clientSecret" label="New client secret (optional)" hint="Empty: the stored one stays. It is never shown." />
        <TextField
          name="domains"
          label="Mail domains of the company"
          hint="A first sign-in counts only for an address in one of them that is also the contact's."
        />
        {kind !== "google" && (
          <TextField name="secondFactorValue" label="Second factor (optional)" hint={providerWords[kind].secondFactor} />
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            Close
          </Button>
          <SubmitButton>Save the changes</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}
