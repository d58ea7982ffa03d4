"use client";

import Link from "next/link";
import { Form } from "@/components/forms/form.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Facts } from "@/components/ui/facts.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { QuestionSettingsForm } from "@/components/verification/question-settings-form.tsx";
import type { QuestionSettings } from "@/lib/verification/questions/schema.ts";
import { type RiskSettings, riskSettingsSchema } from "@/lib/verification/signals/schema.ts";

type Props = { organization: string; settings: RiskSettings; questions: QuestionSettings; mayEdit: boolean };

/** From which risk on more is asked or a lead decides, and when failures become a campaign. */
export function RiskSettingsSection({ organization, settings, questions, mayEdit }: Props) {
  return (
    <div id="signals" className="scroll-mt-4">
      <Panel
        title="Signals"
        aside={
          <Link href={`/${organization}/campaigns`} className="link-plain">
            See the campaigns
          </Link>
        }
      >
        <p className="mb-4 text-body text-muted">
          Each answer gets a risk from 0 to 10 by its network, country, browser and speed. Signals never prove anything: they ask for more,
          or for a lead.
        </p>
        {mayEdit ? <RiskForm organization={organization} settings={settings} /> : <RiskFacts settings={settings} />}
        <QuestionSettingsForm organization={organization} settings={questions} mayEdit={mayEdit} />
        <p className="mt-5 border-t border-separator pt-4 text-dense text-muted">
          Networks are looked up on your own server. Their operators are from{" "}
          <a href="https://www.routeviews.org" className="link-text">
            RouteViews
          </a>{" "}
          and{" "}
          <a href="https://db-ip.com" className="link-text">
            DB-IP
          </a>
          .
        </p>
      </Panel>
    </div>
  );
}

function RiskForm({ organization, settings }: Pick<Props, "organization" | "settings">) {
  const form = useZodForm(riskSettingsSchema, settings);
  const saving = useFormAction(
    form,
    (body: RiskSettings) => asResult(callApi({ organization, path: "/risk-settings", schema: riskSettingsSchema, method: "PUT", body })),
    { text: {}, onSuccess: () => showToast("Signals saved", "They count for answers from now on.") },
  );
  return (
    <Form form={form} onSubmit={saving.submit} label="Signals">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="stepUpFrom" type="number" label="Ask for more from risk" hint="3 to 9. One strength more is asked, once." />
        <TextField name="holdFrom" type="number" label="Hold for a lead from risk" hint="4 to 10, and higher than the one before." />
        <TextField
          name="campaignFrom"
          type="number"
          label="Call it a campaign from"
          hint="2 to 20 failures and denials with something in common."
        />
        <TextField name="campaignMinutes" type="number" label="Within how many minutes" hint="10 to 1440, over more than one company." />
      </div>
      <SubmitButton>Save the signals</SubmitButton>
    </Form>
  );
}

function RiskFacts({ settings: { stepUpFrom, holdFrom, campaignFrom, campaignMinutes } }: { settings: RiskSettings }) {
  return (
    <Facts
      facts={[
        { term: "Ask for more", value: `From risk ${stepUpFrom}` },
        { term: "Hold for a lead", value: `From risk ${holdFrom}` },
        { term: "Campaign", value: `${campaignFrom} failures and denials within ${campaignMinutes} minutes` },
      ]}
    />
  );
}
