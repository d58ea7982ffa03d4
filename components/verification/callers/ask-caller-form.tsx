"use client";

import { useRouter } from "next/navigation";
import { useController } from "react-hook-form";
import { z } from "zod";
import { Form } from "@/components/forms/form.tsx";
import { RadioField } from "@/components/forms/radio-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { type StartCallerCode, startCallerWords } from "@/components/verification/callers/caller-words.ts";
import { isolate } from "@/components/verification/isolate.ts";
import { OnThePhone } from "@/components/verification/on-the-phone.tsx";
import { StrengthChoice } from "@/components/verification/strength-choice.tsx";
import { strengthWords } from "@/components/verification/strength-words.ts";
import { ticketOf, ticketTextSchema } from "@/components/verification/ticket-text.ts";
import type { CallerView, StartForCaller } from "@/lib/verification/callers/schema.ts";
import { startForCallerSchema } from "@/lib/verification/callers/schema.ts";
import { type Strength, strengthSchema } from "@/lib/verification/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

type Props = {
  organization: string;
  connectionId: string;
  caller: CallerView;
  /** What is asked where nobody chooses. */
  strength: Strength;
  mayOpenTicket: boolean;
  onBack: () => void;
};

const formSchema = z
  .object({
    reason: startForCallerSchema.shape.reason,
    strength: strengthSchema,
    withTechnician: z.boolean(),
    about: z.enum(["nothing", "open", "ticket"]),
    ticket: z.string().trim(),
  })
  .superRefine(({ about, ticket }, context) => {
    if (about !== "ticket") return;
    const text = ticketTextSchema.safeParse(ticket);
    for (const { message } of text.error?.issues ?? []) context.addIssue({ code: "custom", message, path: ["ticket"] });
  });

/** What the caller wants, how much proof it takes, and which ticket it is about. */
export function AskCallerForm({ organization, connectionId, caller, strength, mayOpenTicket, onBack }: Props) {
  const router = useRouter();
  const form = useZodForm(formSchema, {
    reason: "",
    strength,
    withTechnician: true,
    about: "nothing" as "nothing" | "open" | "ticket",
    ticket: "",
  });
  const start = useFormAction(form, (values: z.output<typeof formSchema>) => requestStart({ organization, connectionId, caller }, values), {
    text: startCallerWords,
    onSuccess: ({ id }) => router.push(`/${organization}/verifications/${id}`),
  });
  const about = form.watch("about");
  return (
    <Form form={form} onSubmit={start.submit} label={`Ask ${caller.name}`}>
      <TextField
        name="reason"
        label="What do they ask for?"
        hint="In a few words. They read it, so that they know what they confirm."
        autoFocus
      />
      <StrengthField caller={caller} />
      <PhoneField />
      <RadioField name="about" label="Which ticket is it about?" choices={aboutChoices(mayOpenTicket)} />
      {about === "ticket" && (
        <TextField
          name="ticket"
          label="Ticket number or Autotask ticket id"
          hint="It has to be their own ticket. The id works for tickets that have not reached us too."
          isCode
        />
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="outline" onPress={onBack}>
          Somebody else
        </Button>
        <SubmitButton>Ask now</SubmitButton>
      </div>
    </Form>
  );
}

function aboutChoices(mayOpenTicket: boolean) {
  return [
    { value: "nothing", name: "No ticket", what: "The outcome stands here only. Autotask is not told." },
    ...(mayOpenTicket
      ? [{ value: "open", name: "Open one in Autotask", what: "It is opened once there is an outcome, which is then written to it." }]
      : []),
    { value: "ticket", name: "A ticket of theirs", what: "The outcome is written to it as for every ticket." },
  ];
}

function StrengthField({ caller }: { caller: CallerView }) {
  const { field } = useController<{ strength: Strength }>({ name: "strength" });
  const order = strengthSchema.options;
  const isOutOfReach = caller.strongest === null || order.indexOf(caller.strongest) < order.indexOf(field.value);
  return (
    <div>
      <StrengthChoice value={field.value} onChange={field.onChange} />
      <p role="status" className={isOutOfReach ? "mt-2 text-dense text-warning" : "sr-only"}>
        {isOutOfReach &&
          `Nothing on file proves ${strengthWords[field.value].name} for ${isolate(caller.name)}. Asked like this it ends as not possible, and a lead can decide.`}
      </p>
    </div>
  );
}

function PhoneField() {
  const { field } = useController<{ withTechnician: boolean }>({ name: "withTechnician" });
  return <OnThePhone value={field.value} onChange={field.onChange} />;
}

type Place = { organization: string; connectionId: string; caller: CallerView };

async function requestStart(
  { organization, connectionId, caller }: Place,
  { about, ticket, ...values }: z.output<typeof formSchema>,
): Promise<ActionResult<{ id: string }, StartCallerCode | CommonCode>> {
  const body: StartForCaller = {
    ...values,
    ...(about === "open" && { openTicket: true }),
    ...(about === "ticket" && ticketOf(ticket)),
  };
  const path = `/connections/${connectionId}/callers/${caller.contactId}/verify`;
  const call = callApi({ organization, path, schema: z.object({ id: z.string() }), method: "POST", body });
  // Keys of the table, which TypeScript lists as text.
  const result = await asResult<{ id: string }, StartCallerCode>(call, Object.keys(startCallerWords) as StartCallerCode[]);
  // The API calls a foreign connection and an unknown ticket the same; the connection came from our own list.
  if (!result.ok && result.code === "web.not_found") return { ok: false, code: "verification.ticket_unknown", field: "ticket" };
  return result;
}
