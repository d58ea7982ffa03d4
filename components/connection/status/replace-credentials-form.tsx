"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FourValuesFields, type Stored } from "@/components/connection/four-values-fields.tsx";
import { TestPanel } from "@/components/connection/test-panel.tsx";
import { useValuesForm } from "@/components/connection/use-values-form.ts";
import { type ValuesCode, valuesText } from "@/components/connection/wizard/four-values-step.tsx";
import { Form } from "@/components/forms/form.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { Panel } from "@/components/ui/panel.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import type { NewCredentials } from "@/lib/connection/rotate/schema.ts";
import type { FourValues, TestResult } from "@/lib/connection/schema.ts";
import type { ActionResult } from "@/lib/web/action-result.ts";

type Props = {
  slug: string;
  connectionId: string;
  email: string | null;
  zoneOverride: string | null;
  stored: Stored;
  enter: (
    values: NewCredentials & { connectionId: string; again: boolean },
  ) => Promise<ActionResult<{ test: TestResult }, ValuesCode | "connection.rotation_running">>;
  start: (values: { connectionId: string }) => Promise<unknown>;
};

/** New credentials for a connection in use. They are tried first; refused ones change nothing. */
export function ReplaceCredentialsForm({ slug, connectionId, email, zoneOverride, stored, enter, start }: Props) {
  const queries = useQueryClient();
  const router = useRouter();
  const [result, setResult] = useState<TestResult | null>(null);
  const { form, mark, unmark } = useValuesForm(stored, { email, zoneOverride });
  const sending = useFormAction(
    form,
    (values: FourValues) => enter({ ...values, connectionId, again: result !== null, apiUser: "same", trackingIdentifierKind: "custom" }),
    {
      text: { ...valuesText, "connection.rotation_running": "New credentials are being put in place already." },
      onSuccess: async ({ test }) => {
        setResult(test);
        if (test.failure) mark(test.failure);
        if (!test.ok) return;
        await start({ connectionId });
        form.reset({ ...form.getValues(), username: "", secret: "", trackingIdentifier: "" });
        showToast("Credentials replaced.", "What waited goes on.");
        await queries.invalidateQueries({ queryKey: [slug] });
        router.refresh();
      },
    },
  );
  return (
    <div className="grid max-w-[60rem] items-start gap-4 md:grid-cols-[minmax(0,1fr)_18.5rem]">
      <Panel title="Replace credentials" aside="Tried first; the old ones stay if Autotask refuses the new ones">
        <div onSubmitCapture={unmark}>
          <Form form={form} onSubmit={sending.submit} label="Replace credentials">
            <FourValuesFields stored={stored} hasZone={zoneOverride !== null} />
            <SubmitButton>Test and replace</SubmitButton>
          </Form>
        </div>
      </Panel>
      {result !== null && <TestPanel result={result} />}
    </div>
  );
}
