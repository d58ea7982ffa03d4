"use client";

import { Modal } from "@heroui/react";
import { useController } from "react-hook-form";
import { z } from "zod";
import { Form } from "@/components/forms/form.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { ProviderCompanyField } from "@/components/verification/company-sign-in/provider-company-field.tsx";
import { StrengthChoice } from "@/components/verification/strength-choice.tsx";
import { type Strength, strengthSchema } from "@/lib/verification/schema.ts";

type FormProps = { organization: string; connectionId: string; onSet: () => Promise<unknown>; onClose: () => void };
type Props = Omit<FormProps, "onClose"> & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Asks something else of one company. */
export function CompanyStrengthDialog({ isOpen, onOpenChange, ...form }: Props) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading>Ask something else of a company</Modal.Heading>
          </Modal.Header>
          <CompanyForm {...form} onClose={() => onOpenChange(false)} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

const formSchema = z.object({ companyId: z.string().min(1, "Choose the company."), strength: strengthSchema });

function CompanyForm({ organization, connectionId, onSet, onClose }: FormProps) {
  const form = useZodForm(formSchema, { companyId: "", strength: "good" as Strength });
  const save = useFormAction(
    form,
    ({ companyId, strength }: z.output<typeof formSchema>) => {
      const path = `/connections/${connectionId}/companies/${companyId}/strength`;
      return asResult(callApi({ organization, path, schema: z.unknown(), method: "PUT", body: { strength } }));
    },
    {
      text: {},
      onSuccess: async () => {
        await onSet();
        showToast("Saved for this company", "It counts from the next ticket on.");
        onClose();
      },
    },
  );
  return (
    <Modal.Body className="text-body">
      <Form form={form} onSubmit={save.submit} label="Ask something else of a company">
        <ProviderCompanyField slug={organization} connectionId={connectionId} />
        <StrengthField />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            Close
          </Button>
          <SubmitButton>Save for this company</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}

function StrengthField() {
  const { field } = useController<{ strength: Strength }>({ name: "strength" });
  return <StrengthChoice label="Its tickets are asked as for" value={field.value} onChange={field.onChange} />;
}
