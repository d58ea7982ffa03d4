"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Form } from "@/components/forms/form.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { Facts } from "@/components/ui/facts.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { limitGroups, limitWords } from "@/components/verification/limit-words.ts";
import {
  type LimitName,
  type Limits,
  type LimitsView,
  limitRules,
  limitsSchema,
  limitsViewSchema,
} from "@/lib/verification/limits/schema.ts";

type Props = { organization: string; initial: LimitsView; mayEdit: boolean };
const path = "/limits";

const times = {
  title: "Waits, earlier passes and changed addresses",
  names: ["tryDelaySeconds", "sendDelaySeconds", "reuseMinutes", "freshChangeDays"] as const satisfies readonly LimitName[],
};
const groups: readonly { title: string; names: readonly LimitName[] }[] = [...limitGroups, times];

/** How often people may be asked and may answer. Whoever may not change it reads it. */
export function LimitsSection({ organization, initial, mayEdit }: Props) {
  const live = useLive({ organization, path, schema: limitsViewSchema, initial, everyMs: 60_000 });
  const { limits, savedAt, savedByName } = live.data;
  return (
    <div id="limits" className="scroll-mt-4">
      <LiveTrouble query={live} what="these limits" />
      <Panel title="Limits" aside={savedByName === null ? "As they came" : `Set by ${savedByName}`}>
        <p className="mb-4 max-w-[70ch] text-dense text-muted">
          They keep guessing hopeless and mailboxes empty. Five answers in one verification are fixed. A limit that is reached ends by
          itself; until then call-back, company sign-in and passkey go on, and a lead can decide.
        </p>
        {/* Made anew once another person has saved. */}
        {mayEdit ? (
          <LimitsForm key={savedAt ?? ""} organization={organization} limits={limits} />
        ) : (
          groups.map(({ title, names }) => (
            <section key={title} className="mt-4">
              <h3 className="mb-2 text-body font-semibold">{title}</h3>
              <Facts facts={names.map((name) => ({ term: limitWords[name].name, value: `${limits[name]} ${limitWords[name].per}` }))} />
            </section>
          ))
        )}
      </Panel>
    </div>
  );
}

function LimitsForm({ organization, limits }: { organization: string; limits: Limits }) {
  const queries = useQueryClient();
  const form = useZodForm(limitsSchema, limits);
  const save = useFormAction(
    form,
    (body: Limits) => asResult(callApi({ organization, path, schema: limitsViewSchema, method: "PUT", body })),
    {
      text: {},
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: [organization, path] });
        showToast("Limits saved", "They count at once, for what is open too.");
      },
    },
  );
  return (
    <Form form={form} onSubmit={save.submit} label="Limits">
      {groups.map(({ title, names }) => (
        <fieldset key={title} className="min-w-0">
          <legend className="mb-2 text-body font-semibold">{title}</legend>
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-4">
            {names.map((name) => (
              <TextField key={name} name={name} type="number" label={limitWords[name].name} hint={hintOf(name)} />
            ))}
          </div>
        </fieldset>
      ))}
      <SubmitButton>Save limits</SubmitButton>
    </Form>
  );
}

function hintOf(name: LimitName): string {
  const { min, max } = limitRules[name];
  const off = name === "reuseMinutes" ? "; 0: never" : "";
  return `${limitWords[name].per}, ${min} to ${max}${off}`.replace(/^./, (first) => first.toUpperCase());
}
