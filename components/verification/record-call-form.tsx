"use client";

import { useState } from "react";
import { commonText } from "@/components/forms/common-text.ts";
import { Form } from "@/components/forms/form.tsx";
import { SelectField } from "@/components/forms/select-field.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { callRefusals } from "@/components/verification/call-refusals.ts";
import { type CallResult, calledSchema, type RecordCall, recordCallSchema } from "@/lib/verification/schema.ts";

type Props = { organization: string; path: string; onRecorded: () => Promise<unknown> };

const choices: { value: CallResult; label: string }[] = [
  { value: "confirmed", label: "They confirmed the request" },
  { value: "denied", label: "They did not ask for it" },
  { value: "no_answer", label: "Nobody answered, or somebody else did" },
];

const said = {
  proven: ["Recorded: confirmed", "Wait for the verdict: the contact is looked at in Autotask once more."],
  more: ["Recorded: confirmed", "One more proof is asked."],
  not_enough: ["Recorded: confirmed", "The call alone is not enough, and there is no other way. Do not proceed."],
  denied: ["Recorded: not theirs", "Do not proceed. The ticket says so."],
  no_answer: ["Recorded: no answer", "You can call again."],
} as const;

/** Takes what came of the call, with the last digits of what was dialled. */
export function RecordCallForm({ organization, path, onRecorded }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useZodForm(recordCallSchema, { result: "no_answer", lastDigits: "" });

  async function record(body: RecordCall) {
    setRefusal(null);
    const known = Object.keys(callRefusals) as (keyof typeof callRefusals)[]; // Keys of a constant, which TypeScript lists as text.
    const answer = await asResult(callApi({ organization, path, schema: calledSchema, method: "POST", body }), known);
    if (!answer.ok) return setRefusal({ ...commonText, ...callRefusals }[answer.code]);
    const [title, more] = said[answer.data.result];
    showToast(title, more);
    await onRecorded();
  }

  return (
    <div className="mt-4 max-w-md">
      <Form form={form} onSubmit={record} label="What came of the call">
        <SelectField name="result" label="What came of it" choices={choices} />
        <TextField name="lastDigits" label="Last four digits you dialled" placeholder="0000" isCode />
        <Button type="submit" variant="primary" isPending={form.formState.isSubmitting}>
          Record the call
        </Button>
      </Form>
      <p role="alert" className={refusal === null ? "sr-only" : "mt-2 text-dense text-danger"}>
        {refusal}
      </p>
    </div>
  );
}
