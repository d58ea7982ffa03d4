"use client";

import { Modal } from "@heroui/react";
import { z } from "zod";
import { Form } from "@/components/forms/form.tsx";
import { SecretField } from "@/components/forms/secret-field.tsx";
import { SelectField } from "@/components/forms/select-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { gatewayText, gatewayWords } from "@/components/notification/text-words.ts";
import { Button } from "@/components/ui/button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import {
  type GatewayProblem,
  gatewayProblems,
  type PhoneSettings,
  type SmsGateway,
  smsGatewayKinds,
  smsGatewaySchema,
} from "@/lib/notification/schema.ts";

type FormProps = {
  organization: string;
  gateway: PhoneSettings["gateway"];
  onSaved: () => Promise<unknown>;
  onClose: () => void;
};
type Props = Omit<FormProps, "onClose"> & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Asks what shall carry text messages. */
export function GatewayDialog({ isOpen, onOpenChange, ...form }: Props) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading>Gateway for text messages</Modal.Heading>
          </Modal.Header>
          <GatewayForm {...form} onClose={() => onOpenChange(false)} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

// As people type it: countries in one line, and an empty secret for the stored one.
const formSchema = z
  .object({
    ...smsGatewaySchema.shape,
    account: z.string().trim(),
    secret: z.string().trim(),
    countries: z.string().regex(/^[a-z]{2}([\s,;]+[a-z]{2})*$/i, "Use two letters for each country, such as DE, AT, CH."),
  })
  .transform(({ countries, secret, ...rest }): SmsGateway => {
    const codes = countries.toUpperCase().split(/[\s,;]+/);
    return { ...rest, countries: codes.filter(Boolean), ...(secret !== "" && { secret }) };
  });

const choices = smsGatewayKinds.map((value) => ({ value, label: gatewayWords[value].name }));
const problems = Object.keys(gatewayProblems).filter((code): code is GatewayProblem => code in gatewayProblems);

function GatewayForm({ organization, gateway, onSaved, onClose }: FormProps) {
  const form = useZodForm(formSchema, {
    kind: gateway?.kind ?? "twilio",
    url: gateway?.url ?? "https://api.twilio.com/2010-04-01",
    account: gateway?.account ?? "",
    secret: "",
    sender: gateway?.sender ?? "",
    countries: gateway?.countries.join(", ") ?? "",
    hourlyBudget: gateway?.hourlyBudget ?? 60,
  });
  const save = useFormAction(
    form,
    async (body) => {
      const call = callApi({ organization, path: "/phone-settings/sms-gateway", schema: z.unknown(), method: "PUT", body });
      const answer = await asResult(call, problems);
      const problem = answer.ok ? undefined : problems.find((code) => code === answer.code);
      return answer.ok || problem === undefined ? answer : { ...answer, field: gatewayProblems[problem] };
    },
    {
      text: gatewayText,
      onSuccess: async () => {
        await onSaved();
        showToast("Gateway saved", "Send a test to see that messages arrive.");
        onClose();
      },
    },
  );
  const kind = form.watch("kind");
  const words = gatewayWords[kind];
  return (
    <Modal.Body className="text-body">
      <Form form={form} onSubmit={save.submit} label="Gateway for text messages">
        <SelectField name="kind" label="Kind" choices={choices} />
        <TextField name="url" label={words.url} type="url" hint={words.urlHint} isCode />
        {kind === "twilio" && <TextField name="account" label="Account SID" placeholder="AC…" isCode />}
        <SecretField
          name="secret"
          label={words.secret}
          hint={gateway === null ? words.secretHint : "Leave it empty to keep the stored one."}
        />
        <TextField name="sender" label="Sender" placeholder="+49 40 5550100" hint="A number of yours, a name, or a messaging service." />
        <TextField name="countries" label="Countries" placeholder="DE, AT, CH" hint="Two letters each. Nothing is sent anywhere else." />
        <TextField name="hourlyBudget" label="Messages in an hour" type="number" hint="So that nobody can run up your bill." />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            Close
          </Button>
          <SubmitButton>Save the gateway</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}
