"use client";

import { Checkbox, Description, Label } from "@heroui/react";
import type { ReactNode } from "react";
import { useController, useWatch } from "react-hook-form";
import { CompanyField } from "@/components/connection/company-field.tsx";
import { LiveSelectField } from "@/components/connection/live-select-field.tsx";
import { NONE, type OptionsFormValues, optionsFormSchema, toFormValues, toOptions } from "@/components/connection/options-values.ts";
import { Form } from "@/components/forms/form.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { Panel } from "@/components/ui/panel.tsx";
import type { ConnectionOptions } from "@/lib/connection/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

type OptionsCode = "connection.option_missing" | "connection.autotask_away" | CommonCode;
export type SaveOptions = (values: ConnectionOptions & { connectionId: string }) => Promise<ActionResult<{ saved: boolean }, OptionsCode>>;

const text = {
  "connection.option_missing": "Autotask does not have this value any more. Choose another one.",
  "connection.autotask_away": "Autotask gave no answer, so we could not check your choice. Nothing was changed. Try again in a minute.",
};

type Props = {
  slug: string;
  connectionId: string;
  options: ConnectionOptions;
  save: SaveOptions;
  onSaved: () => void | Promise<void>;
  /** In use: how the note is written can be chosen too. */
  isConnected?: boolean;
  /** The button, where it stands in the form. */
  children?: ReactNode;
};

/** What is done with outcomes, chosen from what Autotask has. All of it can stay empty. */
export function OptionsForm({ slug, connectionId, options, save, onSaved, isConnected = false, children }: Props) {
  const form = useZodForm(optionsFormSchema, toFormValues(options));
  // Read while rendering: the form tells only those of a change who have asked.
  const { isDirty } = form.formState;
  // In use the resolution has its switch, which may have been pressed since this form was filled.
  const switched = isConnected ? { writeResolution: options.writeResolution } : {};
  const saving = useFormAction(
    form,
    async (values: OptionsFormValues) =>
      isDirty ? save({ ...toOptions(values, options), ...switched, connectionId }) : { ok: true as const, data: { saved: false } },
    {
      text,
      onSuccess: async () => {
        form.reset(form.getValues());
        await onSaved();
      },
    },
  );
  const place = { slug, connectionId };
  return (
    <Panel
      title="What we write"
      aside={isConnected ? undefined : "Every outcome is an internal note. The rest is optional."}
      className="mt-6"
    >
      <Form form={form} onSubmit={saving.submit} label="What we write" id="connection-options">
        {isConnected && (
          <>
            <LiveSelectField {...place} asked={{ kind: "note-types" }} name="noteTypeId" label="Note type" none={null} what="note types" />
            <LiveSelectField
              {...place}
              asked={{ kind: "note-publish" }}
              name="notePublishId"
              label="Who sees the note"
              none={null}
              what="such setting"
              hint="Outcomes are for your technicians. A value that includes clients shows them to clients."
            />
          </>
        )}
        <LiveSelectField
          {...place}
          asked={{ kind: "udfs" }}
          name="udfName"
          label="Ticket UDF (optional)"
          none="Write to no UDF"
          what="ticket UDFs that text can be written to"
          hint="The outcome in one word, beside the note."
        />
        <LiveSelectField
          {...place}
          asked={{ kind: "statuses" }}
          name="statusOnPassed"
          label="Status when passed (optional)"
          none="Leave the status alone"
          what="ticket statuses"
        />
        <LiveSelectField
          {...place}
          asked={{ kind: "statuses" }}
          name="statusOnNotPassed"
          label="Status when not passed (optional)"
          none="Leave the status alone"
          what="ticket statuses"
          hint="Failed, denied, expired or not possible. A status that a person sets meanwhile wins."
        />
        <LiveSelectField
          {...place}
          asked={{ kind: "priorities" }}
          name="priorityOnDenied"
          label="Priority when denied (optional)"
          none="Leave the priority alone"
          what="ticket priorities"
          hint="Set after “This was not me”, where “Raise the priority” is on. A priority that a person sets meanwhile wins."
        />
        {!isConnected && <ResolutionField />}
        <CompanyField {...place} />
        <ContactField {...place} />
        {children}
      </Form>
    </Panel>
  );
}

function ResolutionField() {
  const { field } = useController<OptionsFormValues, "writeResolution">({ name: "writeResolution" });
  return (
    <Checkbox isSelected={field.value} onChange={field.onChange} onBlur={field.onBlur}>
      <Checkbox.Content>
        <Checkbox.Control>
          <Checkbox.Indicator />
        </Checkbox.Control>
        <Label>Write the outcome into the resolution (optional)</Label>
      </Checkbox.Content>
      <Description>Only where no resolution stands yet; a person’s is never replaced.</Description>
    </Checkbox>
  );
}

function ContactField(place: { slug: string; connectionId: string }) {
  const companyId = useWatch<OptionsFormValues, "defaultCompanyId">({ name: "defaultCompanyId" });
  if (companyId === NONE || companyId === "") return null;
  return (
    <LiveSelectField
      {...place}
      key={companyId}
      asked={{ kind: "contacts", companyId }}
      name="defaultContactId"
      label="Its contact"
      none="Choose a contact, or nobody is asked"
      what="active contacts of this company"
    />
  );
}
