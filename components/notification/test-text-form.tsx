"use client";

import { useState } from "react";
import { Form } from "@/components/forms/form.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { gatewayText, textErrorWords } from "@/components/notification/text-words.ts";
import { testedTextSchema, testTextSchema } from "@/lib/notification/schema.ts";

/** Sends a test to a number of one's own, and says how it went. */
export function TestTextForm({ organization, onSent }: { organization: string; onSent: () => Promise<unknown> }) {
  const [said, setSaid] = useState<{ text: string; isGood: boolean } | null>(null);
  const form = useZodForm(testTextSchema, { to: "" });
  const send = useFormAction(
    form,
    async (body) => {
      setSaid(null);
      const call = callApi({ organization, path: "/phone-settings/sms-gateway/test", schema: testedTextSchema, method: "POST", body });
      const answer = await asResult(call, ["notification.not_a_mobile_number", "notification.too_many_tests"]);
      return answer.ok || answer.code !== "notification.not_a_mobile_number" ? answer : { ...answer, field: "to" };
    },
    {
      text: gatewayText,
      onSuccess: async ({ result }) => {
        setSaid(
          result === "sent"
            ? { text: "The gateway took the test. Look at your phone.", isGood: true }
            : { text: textErrorWords[result], isGood: false },
        );
        await onSent();
      },
    },
  );
  return (
    <div className="mt-5 max-w-md">
      <Form form={form} onSubmit={send.submit} label="Send a test message">
        <TextField name="to" label="Test number" placeholder="+49 171 2345678" hint="A mobile number of yours. The message has no code." />
        <SubmitButton>Send a test message</SubmitButton>
      </Form>
      <p role="status" className={said === null ? "sr-only" : `mt-2 text-dense ${said.isGood ? "" : "text-danger"}`}>
        {said?.text}
      </p>
    </div>
  );
}
