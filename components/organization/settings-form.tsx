"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ComboField } from "@/components/forms/combo-field.tsx";
import { Form } from "@/components/forms/form.tsx";
import { SelectField } from "@/components/forms/select-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { Panel } from "@/components/ui/panel.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { type OrganizationSettings, type SettingsInput, settingsSchema } from "@/lib/organization/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";
import { languageNames, languages } from "@/lib/words/schema.ts";

type Code = "organization.time_zone_unknown";
type Props = {
  settings: OrganizationSettings;
  submit: (values: SettingsInput) => Promise<ActionResult<{ saved: boolean }, Code | CommonCode>>;
};

const text: Record<Code, string> = {
  "organization.time_zone_unknown": "The database of this installation does not know this time zone. Choose a larger place nearby.",
};

/** Name, time zone and language of the organization. */
export function SettingsForm({ settings: { name, timeZone, language }, submit }: Props) {
  const router = useRouter();
  const [choices] = useState(() => timeZoneChoices(timeZone));
  const form = useZodForm(settingsSchema, { name, timeZone, language });
  const save = useFormAction(form, submit, {
    text,
    onSuccess: () => {
      showToast("Settings saved");
      // The name stands in the rail too.
      router.refresh();
    },
  });
  return (
    <Panel title="Organization">
      <Form form={form} onSubmit={save.submit} label="Organization">
        <TextField
          name="name"
          label="Name"
          autoComplete="organization"
          hint="Requesters see it on the pages and in the mails they get. The address of this portal stays the same."
        />
        <ComboField
          name="timeZone"
          label="Time zone"
          choices={choices}
          hint="Days begin by it in counts and filters, and mails and notes tell the time in it."
        />
        <SelectField
          name="language"
          label="Language of mails and text messages"
          choices={languages.map((value) => ({ value, label: languageNames[value] }))}
          hint="What requesters and approvers are sent, where their company has none of its own. The pages they open speak it to browsers that ask for none of our six."
        />
        <SubmitButton>Save settings</SubmitButton>
      </Form>
    </Panel>
  );
}

/** What this browser knows, with UTC, which its list leaves out, and with what is set. */
function timeZoneChoices(current: string) {
  const names = new Set(["UTC", current, ...Intl.supportedValuesOf("timeZone")]);
  return [...names].sort().map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
