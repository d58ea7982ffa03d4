"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FourValuesFields, type Stored } from "@/components/connection/four-values-fields.tsx";
import { OptionsForm, type SaveOptions } from "@/components/connection/options-form.tsx";
import { TestPanel } from "@/components/connection/test-panel.tsx";
import { useValuesForm } from "@/components/connection/use-values-form.ts";
import { valuesText } from "@/components/connection/values-text.ts";
import { stepHref, useWizardStep, type WizardPlace } from "@/components/connection/wizard/use-wizard-step.ts";
import { Form } from "@/components/forms/form.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { WizardFoot } from "@/components/layout/wizard-shell.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import type { ConnectionDraft, FourValues, TestResult } from "@/lib/connection/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

type ValuesCode = "connection.value_missing" | "connection.zone_refused" | CommonCode;
type Test = (values: FourValues & { connectionId: string; again: boolean }) => Promise<ActionResult<{ test: TestResult }, ValuesCode>>;
type Props = WizardPlace & { draft: ConnectionDraft; test: Test; saveOptions: SaveOptions };

/** Step 4: which of the four is refused, and how many calls that cost; after a passing test, what to write. */
export function FourValuesStep({ draft, test, saveOptions, ...place }: Props) {
  const router = useRouter();
  const step = useWizardStep(place);
  const [result, setResult] = useState(draft.lastTest);
  const stored: Stored = { ...draft.has, at: draft.credentialsSetAt, by: draft.credentialsSetByName };
  const { form, mark, unmark } = useValuesForm(stored, draft);
  const tested = useFormAction(form, (values: FourValues) => test({ ...values, connectionId: draft.id, again: result !== null }), {
    text: valuesText,
    onSuccess: ({ test: found }) => {
      setResult(found);
      if (found.failure === null) form.reset(form.getValues());
      else mark(found.failure);
      // The time of saving, and what is set by now.
      router.refresh();
    },
  });
  const { isSubmitting, isDirty } = form.formState;
  const isOpen = result?.ok === true && !isDirty && !isSubmitting;
  return (
    <>
      <PageHead title="Paste the four values" lead="They come from the API user you made in steps 2 and 3. We find your zone ourselves." />
      <div className="grid items-start gap-x-8 gap-y-5 md:grid-cols-[minmax(0,1fr)_18.5rem]">
        <div onSubmitCapture={unmark}>
          <Form form={form} onSubmit={tested.submit} label="The four values" id="four-values">
            <FourValuesFields stored={stored} hasZone={draft.zoneOverride !== null} />
          </Form>
        </div>
        {result !== null && <TestPanel result={result} />}
      </div>
      {isOpen && (
        <OptionsForm
          slug={place.slug}
          connectionId={draft.id}
          options={draft.options}
          save={saveOptions}
          onSaved={() => step.open("connect")}
        />
      )}
      <WizardFoot
        note={noteOf({ isOpen, changed: result?.ok === true && isDirty, problem: step.problem })}
        actions={
          <>
            <ButtonLink href={stepHref(place, "tracking-identifier")} variant="ghost">
              Back
            </ButtonLink>
            <Button type="submit" form="four-values" variant="outline" isPending={isSubmitting} preventFocusOnPress>
              {result === null ? "Test" : "Test again"}
            </Button>
            <Button type="submit" form="connection-options" variant="primary" isDisabled={!isOpen || step.isPending}>
              Continue
            </Button>
          </>
        }
      />
    </>
  );
}

function noteOf({ isOpen, changed, problem }: { isOpen: boolean; changed: boolean; problem: string | null }): string {
  if (problem !== null) return problem;
  if (changed) return "You changed a value since the test. Continue opens when the new one passes.";
  if (isOpen) return "The values are stored encrypted and never shown again.";
  return "Continue opens when the test passes. The values are stored encrypted and never shown again.";
}
