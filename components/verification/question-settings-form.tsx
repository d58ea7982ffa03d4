"use client";

import { z } from "zod";
import { Form } from "@/components/forms/form.tsx";
import { RadioField } from "@/components/forms/radio-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Facts } from "@/components/ui/facts.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { type QuestionSettings, questionSettingsSchema } from "@/lib/verification/questions/schema.ts";

type Props = { organization: string; settings: QuestionSettings; mayEdit: boolean };

const formSchema = questionSettingsSchema.extend({ isOn: z.enum(["off", "on"]) });

/** Whether requesters are asked about what is on file of them, and plainly what that is worth. */
export function QuestionSettingsForm({ organization, settings, mayEdit }: Props) {
  return (
    <section id="questions" aria-labelledby="questions-title" className="mt-5 scroll-mt-4 border-t border-separator pt-4">
      <h3 id="questions-title" className="text-lead font-semibold">
        Questions about what is on file
      </h3>
      <p className="mt-1 mb-4 text-body text-muted">
        Before the proof, the page can ask when the person last asked you for help, what a computer of theirs is called, and in which town
        they work, and compare the answers with Autotask. Others can know or find out such things, so right answers prove nothing and never
        add strength (NIST refuses them as proof). Wrong ones raise the risk. Everybody may skip them, is asked once, and is never told what
        was right.
      </p>
      {mayEdit ? <QuestionForm organization={organization} settings={settings} /> : <QuestionFacts settings={settings} />}
    </section>
  );
}

function QuestionForm({ organization, settings }: Omit<Props, "mayEdit">) {
  const form = useZodForm(formSchema, { ...settings, isOn: settings.isOn ? "on" : "off" });
  const saving = useFormAction(
    form,
    ({ isOn, ...rest }: z.infer<typeof formSchema>) => {
      const body: QuestionSettings = { ...rest, isOn: isOn === "on" };
      return asResult(callApi({ organization, path: "/question-settings", schema: questionSettingsSchema, method: "PUT", body }));
    },
    { text: {}, onSuccess: () => showToast("Questions saved", "They count for verifications that start from now on.") },
  );
  return (
    <Form form={form} onSubmit={saving.submit} label="Questions about what is on file">
      <RadioField
        name="isOn"
        label="Ask them"
        choices={[
          { value: "off", name: "No", what: "Nobody is asked, and nothing is read from Autotask for it." },
          {
            value: "on",
            name: "Yes",
            what: "The API user then needs View on devices and company locations too. Check the permissions of each connection.",
          },
        ]}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="pointsEach" type="number" label="A wrong answer adds to the risk" hint="1 to 5. With 3, two ask for more." />
        <TextField
          name="minimum"
          type="number"
          label="Judge from so many answers"
          hint="1 to 3 that could be compared. Fewer are “not enough questions” and change nothing."
        />
      </div>
      <SubmitButton>Save the questions</SubmitButton>
    </Form>
  );
}

function QuestionFacts({ settings: { isOn, pointsEach, minimum } }: { settings: QuestionSettings }) {
  return (
    <Facts
      facts={[
        { term: "Asked", value: isOn ? "Yes" : "No" },
        { term: "A wrong answer adds", value: `${pointsEach} to the risk` },
        { term: "Judged from", value: `${minimum} answers that could be compared` },
      ]}
    />
  );
}
